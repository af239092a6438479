using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>The dependencies between the features of the product, as ARCHITECTURE.md draws them.</summary>
public sealed partial class FeatureDependencyTests
{
    /// <summary>Each feature folder, and those that it may refer to.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Access"] = ["Components", "Connections", "Startup"],
        ["Accounts"] = ["Components", "Connections", "Network", "Startup", "Workers"],
        ["Audit"] = ["Accounts", "Components", "Connections", "Profiles", "Startup"],
        ["AzureDevOps"] = ["Builds", "Connections", "Network", "Repositories", "ServiceHooks", "Startup"],
        ["Builds"] = ["Connections", "Network", "Profiles", "Repositories", "Startup", "Workers"],
        ["Checks"] = ["Components", "Connections", "Network", "Profiles", "Repositories", "ServiceHooks", "Startup", "Workers"],
        ["Components"] = [],
        ["Connections"] = ["Components", "Startup"],
        ["Dashboard"] = ["Access", "Accounts", "Audit", "Builds", "Checks", "Components", "Connections", "Network", "Notifications", "Polling", "Profiles", "Repositories", "ServiceHooks", "Startup"],
        ["Demo"] = ["Accounts", "Builds", "Components", "Connections", "Profiles", "Repositories", "ServiceHooks", "Startup", "Wizard", "Workers"],
        ["Network"] = ["Startup"],
        ["Notifications"] = ["Accounts", "Builds", "Components", "Connections", "Network", "Profiles", "ServiceHooks", "Startup", "Workers"],
        ["Polling"] = ["Builds", "Components", "Connections", "Profiles", "Repositories", "ServiceHooks", "Startup", "Workers"],
        ["Profiles"] = ["Components", "Connections"],
        ["Repositories"] = ["Connections", "Network"],
        ["ServiceHooks"] = ["Accounts", "Builds", "Components", "Connections", "Network", "Profiles", "Repositories", "Startup", "Workers"],
        ["Startup"] = [],
        ["Storage"] = ["Accounts", "Audit", "Builds", "Connections", "Notifications", "Polling", "Profiles", "Repositories", "ServiceHooks", "Startup", "Workers"],
        ["Wizard"] = ["Accounts", "AzureDevOps", "Builds", "Checks", "Components", "Connections", "Polling", "Profiles", "Repositories", "ServiceHooks"],
        ["Workers"] = [],
    };

    private static string Product => Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard");

    public static TheoryData<string> Features => [.. Allowed.Keys];

    [Fact]
    public void Every_folder_is_a_feature_of_the_table()
    {
        var folders = Directory.GetDirectories(Product).Select(folder => Path.GetFileName(folder)!).Where(folder => folder[0] != '.').Except(["bin", "obj", "wwwroot", "Properties"], StringComparer.Ordinal);
        folders.Order(StringComparer.Ordinal).ShouldBe(Allowed.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_refers_to_its_dependencies_and_no_others(string feature)
    {
        var strays =
            from file in SourcesOf(Path.Combine(Product, feature))
            from reference in ReferencesIn(File.ReadAllText(file))
            where reference != feature && !Allowed[feature].Contains(reference)
            select $"{Path.GetRelativePath(Product, file)} refers to {reference}";
        strays.Distinct(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void The_emulator_knows_nothing_of_the_product()
    {
        var emulator = Path.Combine(BuildFacts.RepositoryRoot, "AzureDevOpsEmulator");
        var strays = SourcesOf(emulator).Append(Path.Combine(emulator, "AzureDevOpsEmulator.csproj")).Where(file => ProductName().IsMatch(File.ReadAllText(file)));
        strays.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_demo_knows_the_emulator()
    {
        var strays = SourcesOf(Product).Where(file => EmulatorName().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Product, file));
        strays.ShouldAllBe(file => file.StartsWith("Demo", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("using ConnectWizard.Storage;", "Storage")]
    [InlineData("@using ConnectWizard.Network", "Network")]
    [InlineData("var x = Storage.Database.Open();", "Storage")]
    [InlineData("<Wizard.Check.CheckStep />", "Wizard")]
    public void A_reference_is_seen_in_each_way_to_write_it(string text, string feature) => ReferencesIn(text).ShouldBe([feature]);

    private static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    private static IEnumerable<string> ReferencesIn(string source) =>
        FeatureName().Matches(Uncommented().Replace(source, "")).Select(match => match.Groups["name"].Value).Where(Allowed.ContainsKey).Distinct(StringComparer.Ordinal);

    /// <summary>A feature's name followed by a type's or a folder's, not behind a dot unless that is the root's, and not in a text.</summary>
    [GeneratedRegex(@"(?:(?<=\bConnectWizard\.)|(?<![\w.""/\[{])|(?<=<))(?<name>[A-Z]\w+)(?:\.(?=[A-Z])|(?=;|\s*$))", RegexOptions.Multiline, 5000)]
    private static partial Regex FeatureName();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline, 5000)]
    private static partial Regex Uncommented();

    [GeneratedRegex("ConnectWizard(?!\\.Tests)", RegexOptions.None, 5000)]
    private static partial Regex ProductName();

    [GeneratedRegex("using AzureDevOpsEmulator|AzureDevOpsEmulator\\.", RegexOptions.None, 5000)]
    private static partial Regex EmulatorName();
}
