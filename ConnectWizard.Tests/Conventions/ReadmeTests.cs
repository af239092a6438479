using System.Text;
using ConnectWizard.Browser;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>The README's list of problem codes is made from the code's own, so that none is missing. <c>UPDATE_README=1</c> writes it.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- problem codes: begin -->\n";
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
        var table = new StringBuilder("| code | what happened | field | who can mend it |\n|---|---|---|---|\n");
        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            var words = ProblemText.For(new Problem(code) { Arguments = Placeholders });
            table.Append('|').Append(' ').Append('`').Append(ProblemCatalog.Name(code)).Append("` | ").Append(words.What.Replace("|", "\\|", StringComparison.Ordinal))
                .Append(" | ").Append(ProblemCatalog.FieldOf(code)?.Name()).Append(" | ").Append(Who(ProblemCatalog.MenderOf(code))).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Who(Mender mender) => mender switch
    {
        Mender.You => "you",
        Mender.ProjectAdministrator => "the project's administrator",
        Mender.ServerAdministrator => "the server's administrator",
        Mender.NetworkAdministrator => "the network's administrator",
        Mender.OrganizationAdministrator => "the organization's administrator",
        Mender.Us => "who operates ConnectWizard",
    };
}
