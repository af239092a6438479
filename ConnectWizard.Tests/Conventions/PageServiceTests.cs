using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>Pages and steps call the services of a feature. A store takes whatever workspace and owner it is given; a service takes the actor.</summary>
public sealed partial class PageServiceTests
{
    private static string Product => Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard");

    [Fact]
    public void A_component_refers_to_no_store() => FilesWith(StoreName(), "*.razor", "*.razor.cs").ShouldBeEmpty();

    [Fact]
    public void The_default_workspace_is_used_in_one_place() =>
        FilesWith(DefaultWorkspace(), "*.cs", "*.razor").ShouldBe(["Accounts/BrowserOwner.cs"]);

    private static IEnumerable<string> FilesWith(Regex pattern, params string[] names) => names
        .SelectMany(name => Directory.EnumerateFiles(Product, name, SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Product, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
        .Where(file => pattern.IsMatch(File.ReadAllText(Path.Combine(Product, file))));

    [GeneratedRegex(@"\b[A-Z]\w*Store\b", RegexOptions.None, 5000)]
    private static partial Regex StoreName();

    [GeneratedRegex(@"\bWorkspaceId\.Default\b", RegexOptions.None, 5000)]
    private static partial Regex DefaultWorkspace();
}
