using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>What .editorconfig says of every file and the compiler looks at in C# alone, or not at all.</summary>
public sealed class FormatTests
{
    private static readonly string[] Folders = ["AzureDevOpsEmulator", "ConnectWizard", "ConnectWizard.Benchmarks", "ConnectWizard.Tests", "docs", "wwwroot-assets"];

    private static readonly HashSet<string> Kinds = new([".cs", ".razor", ".resx", ".sql", ".css", ".js", ".md", ".sh"], StringComparer.Ordinal);

    private static IEnumerable<string> Files => Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(BuildFacts.RepositoryRoot, folder), "*", SearchOption.AllDirectories))
        .Where(file => Kinds.Contains(Path.GetExtension(file)) && !Path.GetRelativePath(BuildFacts.RepositoryRoot, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "wwwroot" or "node_modules"));

    [Fact]
    public void Files_end_with_a_line_feed_and_their_lines_with_nothing_else()
    {
        Files.Count().ShouldBeGreaterThan(1_000);
        Files.Where(file => !IsFormatted(File.ReadAllText(file))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a\n\nb\n", true)]
    [InlineData("a\nb", false)]
    [InlineData("a \nb\n", false)]
    [InlineData("a\t\nb\n", false)]
    [InlineData("a\r\nb\r\n", false)]
    public void What_is_not_formatted_is_seen(string text, bool isFormatted) => IsFormatted(text).ShouldBe(isFormatted);

    private static bool IsFormatted(string text) => text.EndsWith('\n') && !text.Contains(" \n") && !text.Contains("\t\n") && !text.Contains('\r');
}
