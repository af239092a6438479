using System.Text;
using ConnectWizard.Accounts;
using ConnectWizard.Browser;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>The table in <c>docs/problems.md</c> is generated from the code, so that no problem code is missing. <c>UPDATE_DOCS=1</c> writes it.</summary>
public sealed class ProblemsDocumentTests
{
    private const string Begin = "<!-- problem codes: begin -->\n";
    private const string Introduction =
        "The last column names a server or a scene of the demo, at `https://{name}.spacetech.example`, or an address to type. The token is `full` and\n"
        + "the collection `DefaultCollection` unless stated otherwise. Applications are those that the form offers as examples, in the organization `spacetech`.\n\n";

    private const string End = "<!-- problem codes: end -->";

    /// <summary>Each value a message speaks about, by its name.</summary>
    private static Dictionary<string, string> Placeholders { get; } =
        ProblemArguments.All.Keys.Where(name => name != ProblemText.Variant).ToDictionary(name => name, name => $"‹{name}›", StringComparer.Ordinal);

    private static string Path { get; } = System.IO.Path.Combine(BuildFacts.RepositoryRoot, "docs", "problems.md");

    [Fact]
    public async Task Every_problem_code_is_documented_with_its_text()
    {
        var document = await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken);
        var begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = document.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Path, document[..begin] + Table() + document[end..], TestContext.Current.CancellationToken);
            return;
        }

        (document[begin..end] == Table()).ShouldBeTrue("docs/problems.md differs from the code: run the tests once with UPDATE_DOCS=1.");
    }

    private static string Table()
    {
        var table = new StringBuilder(Introduction).Append("| code | what happened | check item | field | who can fix it | try it in the demo |\n|---|---|---|---|---|---|\n");
        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            Finding[] findings = [.. Findings.All.Where(finding => finding.Code == code)];
            var resolvedBys = findings.Select(finding => finding.Who).Prepend(ProblemCatalog.ResolvedByOf(code)).Distinct().Select(Who);
            IdentityFinding[] identities = [.. IdentityFindings.All.Where(finding => finding.Code == code)];
            var items = findings.Select(finding => finding.CheckItem).Concat(identities.Select(finding => finding.CheckItem).OfType<CheckItemId>()).Distinct().Order().Select(item => $"`{item.Name()}`");
            var words = ProblemText.For(new Problem(code) { Arguments = Placeholders });
            string?[] cells =
            [
                $"`{ProblemCatalog.Name(code)}`", words.What, string.Join(", ", items), ProblemCatalog.FieldOf(code)?.Name(),
                string.Join("; or ", resolvedBys), string.Join("; ", findings.Select(finding => finding.Try).Concat(identities.Select(finding => finding.Try).OfType<string>())),
            ];
            table.Append("| ").AppendJoin(" | ", cells.Select(cell => cell?.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Who(ResolvedBy resolvedBy) => resolvedBy switch
    {
        ResolvedBy.You => "you",
        ResolvedBy.ProjectAdministrator => "the project administrator",
        ResolvedBy.ServerAdministrator => "the server administrator",
        ResolvedBy.NetworkAdministrator => "the network administrator",
        ResolvedBy.OrganizationAdministrator => "the Microsoft Entra administrator of the organization",
        ResolvedBy.Us => "the administrator of this ConnectWizard installation",
    };
}
