using ConnectWizard.Components;

namespace ConnectWizard.Connections;

/// <summary>The words of a problem, with its values filled in, in the language of the current thread. Values are data, never
/// markup.</summary>
/// <param name="What">What happened, in one sentence that names the value it is about.</param>
/// <param name="Cause">Why it probably did.</param>
/// <param name="Repair">What to do.</param>
/// <param name="Ask">Where somebody else must mend it: a message to send them, ready to copy. Null where the person can do it
/// alone.</param>
public sealed record ProblemText(string What, string Cause, string Repair, string? Ask = null)
{
    /// <summary>
    /// The name of the argument that picks between wordings of one code: with the value <c>port</c>, <c>AddressUnusable.port.what</c> is
    /// used
    /// where there is one, and <c>AddressUnusable.what</c> otherwise.
    /// </summary>
    public const string Variant = "variant";

    /// <summary>The wording for Azure DevOps Services, where the general one speaks of a server and whoever runs it.</summary>
    public const string Services = "services";

    /// <summary>The wording for an account that signed in, where the general one speaks of a token that somebody made.</summary>
    public const string Account = "account";

    /// <summary>The wording where a sign-in of before is renewed in the background, and the general one speaks of a sign-in under way.</summary>
    public const string Renewal = "renewal";

    private static readonly TextResource Words = new("ConnectWizard.Connections.Problems");

    /// <summary>Finds the words of a problem and puts its values in; for a value that is missing a neutral word stands in ("the
    /// server").</summary>
    public static ProblemText For(Problem problem) =>
        new(Fill(problem, "what") ?? "", Fill(problem, "cause") ?? "", Fill(problem, "fix") ?? "", Fill(problem, "ask"));

    private static string? Fill(Problem problem, string part)
    {
        var variant = problem.Arguments.GetValueOrDefault(Variant);
        return (variant is null ? null : Words.Fill($"{problem.Code}.{variant}.{part}", problem.Arguments.GetValueOrDefault))
            ?? Words.Fill($"{problem.Code}.{part}", problem.Arguments.GetValueOrDefault);
    }
}
