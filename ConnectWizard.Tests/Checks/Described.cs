using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>A result as text, for whoever reads why a test failed.</summary>
internal static class Described
{
    public static string Of(CheckResult result) => string.Join('\n', result.Items.Select(Of));

    private static string Of(CheckItem item)
    {
        var problem = item.Problem is null ? "" : $"{item.Problem.Code} {string.Join("; ", item.Problem.Arguments)} {ProblemText.For(item.Problem)}";
        return $"{item.Code} {item.State} {item.Took?.TotalMilliseconds:0} {item.Sentence} {problem} {string.Join("; ", item.Evidence)}";
    }
}
