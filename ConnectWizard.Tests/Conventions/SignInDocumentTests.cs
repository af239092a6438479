using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>The table of misuse in <c>docs/sign-in.md</c> names tests that there are.</summary>
public sealed partial class SignInDocumentTests
{
    [Fact]
    public async Task Every_row_names_tests_that_exist()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(BuildFacts.RepositoryRoot, "docs", "sign-in.md"), TestContext.Current.CancellationToken);
        var table = document[document.IndexOf("<!-- misuse: begin", StringComparison.Ordinal)..document.IndexOf("<!-- misuse: end", StringComparison.Ordinal)];
        var rows = table.Split('\n').Where(line => line.StartsWith('|')).Skip(2).ToList();

        rows.Count.ShouldBeGreaterThan(15);
        foreach (var row in rows)
        {
            var named = TestName().Matches(row);
            named.Count.ShouldBePositive(row);
            named.ShouldAllBe(name => IsTest(name.Groups["type"].Value, name.Groups["method"].Value), row);
        }
    }

    private static bool IsTest(string type, string method) =>
        typeof(SignInDocumentTests).Assembly.GetType($"ConnectWizard.Accounts.{type}")?.GetMethod(method)?.IsDefined(typeof(FactAttribute), inherit: true) is true;

    [GeneratedRegex("`(?<type>[A-Za-z]+Tests)[.](?<method>[A-Za-z_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();
}
