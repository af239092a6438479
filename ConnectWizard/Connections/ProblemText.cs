using ConnectWizard.Components;

namespace ConnectWizard.Connections;

/// <summary>The text of a problem in the language of the current thread. Values are data, never markup.</summary>
/// <param name="Ask">A message to somebody else who must fix it, ready to copy.</param>
public sealed record ProblemText(string What, string Cause, string Repair, string? Ask = null)
{
    /// <summary>
    /// Picks between wordings of one code: with the value <c>port</c>, <c>AddressUnusable.port.what</c> comes before <c>AddressUnusable.what</c>.
    /// </summary>
    public const string Variant = "variant";

    public const string Services = "services";
    public const string Account = "account";
    public const string Renewal = "renewal";
    private static readonly TextResource Words = new("ConnectWizard.Connections.Problems");

    /// <summary>A neutral word ("the server") replaces a missing value.</summary>
    public static ProblemText For(Problem problem) =>
        new(Fill(problem, "what") ?? "", Fill(problem, "cause") ?? "", Fill(problem, "fix") ?? "", Fill(problem, "ask"));

    private static string? Fill(Problem problem, string part)
    {
        var variant = problem.Arguments.GetValueOrDefault(Variant);
        return (variant is null ? null : Words.Fill($"{problem.Code}.{variant}.{part}", problem.Arguments.GetValueOrDefault))
            ?? Words.Fill($"{problem.Code}.{part}", problem.Arguments.GetValueOrDefault);
    }
}
