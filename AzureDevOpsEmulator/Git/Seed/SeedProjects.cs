namespace AzureDevOpsEmulator.Git.Seed;

internal static class SeedProjects
{
    public const int MinSteps = 3;

    public static IReadOnlyList<Func<SeedNames, IReadOnlyList<SeedStep>>> Kinds { get; } =
        [CSharpProject.Steps, TypeScriptProject.Steps, PythonProject.Steps];

    public static SeedStep Readme(SeedNames names, string build) => new(
        "Add README",
        ("README.md", $"# {names.Title}\n\nPart of the SpaceTech ground segment.\n\n## Build\n\n```\n{build}\n```\n"));

    public static SeedStep Pipeline(string image, string script) => new(
        "Build every push",
        ("azure-pipelines.yml", $"""
            trigger:
              - main
            pool:
              vmImage: {image}
            steps:
              - script: {script}
                displayName: Build and test

            """));

    public static SeedStep Contributing { get; } = new(
        "Say how to contribute",
        ("CONTRIBUTING.md", "# Contributing\n\nBranch from `main`, open a pull request, ask one colleague to review.\n"));
}

internal sealed record SeedStep(string Message, params IReadOnlyList<(string Path, string Text)> Files);

/// <param name="Identifier">As a type or namespace: <c>OrbitPlanner</c>.</param>
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
