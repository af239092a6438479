using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>Pages and steps call the services of a feature. A store takes whatever workspace and owner it is given; a service takes the actor.</summary>
public sealed partial class PageServiceTests
{
    /// <summary>Components that still call a store. Remove a line once its component calls a service; add none.</summary>
    private static readonly string[] Exceptions =
    [
        "Wizard/Check/CheckStep.razor.cs",
        "Wizard/Done/DoneStep.razor.cs",
        "Wizard/Review/ReviewStep.razor.cs",
        "Wizard/Server/ServerStep.razor.cs",
    ];

    private static string Product => Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard");

    [Fact]
    public void A_component_refers_to_no_store() => FilesWith(StoreName(), "*.razor", "*.razor.cs").Except(Exceptions, StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_exception_still_refers_to_a_store() =>
        Exceptions.Except(FilesWith(StoreName(), "*.razor", "*.razor.cs"), StringComparer.Ordinal).ShouldBeEmpty("These components call no store any more: remove them from the list.");

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
