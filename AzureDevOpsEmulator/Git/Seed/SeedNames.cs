using System.Globalization;

namespace AzureDevOpsEmulator.Git.Seed;

/// <summary>A repository's name as its own files write it.</summary>
/// <param name="Title">As people see it.</param>
/// <param name="Identifier">As a type or namespace: <c>OrbitPlanner</c>.</param>
/// <param name="Slug">As a package: <c>orbit-planner</c>.</param>
internal sealed record SeedNames(string Title, string Identifier, string Slug)
{
    public static SeedNames Of(string repositoryName)
    {
        var words = new string([.. repositoryName.Select(character => char.IsAsciiLetterOrDigit(character) ? character : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) words = ["project"];
        var identifier = string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        if (char.IsAsciiDigit(identifier[0])) identifier = "P" + identifier;
        return new(repositoryName, identifier, string.Join('-', words).ToLower(CultureInfo.InvariantCulture));
    }
}
