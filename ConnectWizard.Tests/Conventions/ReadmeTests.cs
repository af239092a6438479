using System.Text;
using ConnectWizard.Browser;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>The README's list of problem codes is made from the code's own, so that none is missing. <c>UPDATE_README=1</c> writes it.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- problem codes: begin -->\n";
    private const string Introduction =
        "The last column names a server or a scene of the demo, at `https://{name}.spacetech.example`, or an address as it is typed; the token is\n"
        + "`full` and the collection DefaultCollection where nothing else is said.\n\n";

    private const string End = "<!-- problem codes: end -->";

    /// <summary>Each value a message speaks about, by its name.</summary>
    private static Dictionary<string, string> Placeholders { get; } =
        ProblemArguments.All.Keys.Where(name => name != ProblemText.Variant).ToDictionary(name => name, name => $"‹{name}›", StringComparer.Ordinal);

    private static string Path { get; } = System.IO.Path.Combine(BuildFacts.RepositoryRoot, "README.md");

    [Fact]
    public async Task Every_problem_code_is_in_the_readme_with_its_words()
    {
        var readme = await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken);
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
        {
            await File.WriteAllTextAsync(Path, readme[..begin] + Table() + readme[end..], TestContext.Current.CancellationToken);
            return;
        }

        (readme[begin..end] == Table()).ShouldBeTrue("The README has another table than the code: run the tests once with UPDATE_README=1.");
    }

    private static string Table()
    {
        var table = new StringBuilder(Introduction).Append("| code | what happened | rung | field | who can mend it | try it in the demo |\n|---|---|---|---|---|---|\n");
        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            Finding[] findings = [.. Findings.All.Where(finding => finding.Code == code)];
            var resolvedBys = findings.Select(finding => finding.Who).Prepend(ProblemCatalog.ResolvedByOf(code)).Distinct().Select(Who);
            var items = findings.Select(finding => finding.CheckItem).Distinct().Order().Select(item => $"`{item.Name()}`");
            var words = ProblemText.For(new Problem(code) { Arguments = Placeholders });
            string?[] cells =
            [
                $"`{ProblemCatalog.Name(code)}`", words.What, string.Join(", ", items), ProblemCatalog.FieldOf(code)?.Name(),
                string.Join("; or ", resolvedBys), string.Join("; ", findings.Select(finding => finding.Try)),
            ];
            table.Append("| ").AppendJoin(" | ", cells.Select(cell => cell?.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Who(ResolvedBy resolvedBy) => resolvedBy switch
    {
        ResolvedBy.You => "you",
        ResolvedBy.ProjectAdministrator => "the project's administrator",
        ResolvedBy.ServerAdministrator => "the server's administrator",
        ResolvedBy.NetworkAdministrator => "the network's administrator",
        ResolvedBy.OrganizationAdministrator => "the organization's Microsoft Entra administrator",
        ResolvedBy.Us => "who operates ConnectWizard",
    };
}
