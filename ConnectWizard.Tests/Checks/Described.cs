using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>A result as text, for whoever reads why a test failed.</summary>
internal static class Described
{
    public static string Of(CheckResult result) => string.Join('\n', result.Rungs.Select(Of));

    private static string Of(Rung rung)
    {
        var problem = rung.Problem is null ? "" : $"{rung.Problem.Code} {string.Join("; ", rung.Problem.Arguments)} {ProblemText.For(rung.Problem)}";
        return $"{rung.Code} {rung.State} {rung.Took?.TotalMilliseconds:0} {rung.Sentence} {problem} {string.Join("; ", rung.Evidence)}";
    }
}
