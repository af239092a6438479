using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Accounts;

/// <summary>
/// Tells why a sign-in that was begun on this page failed, from the code's name in the address. Only the codes of sign-ins are told, in their
/// general words, so that an address that somebody sends around can say nothing else.
/// </summary>
public sealed partial class SignInNote
{
    private static readonly Dictionary<string, ProblemCode> PausedProblem = new[]
    {
        ProblemCode.SignInDeclined, ProblemCode.SignInExpired, ProblemCode.SignInBroken, ProblemCode.SignInUnreachable, ProblemCode.SignInRefused,
        ProblemCode.SignInOtherAccount, ProblemCode.AdminConsentNeeded, ProblemCode.AppUnknown, ProblemCode.PersonalAccount, ProblemCode.WrongTenant,
        ProblemCode.ConditionalAccess, ProblemCode.Throttled, ProblemCode.DraftForeign, ProblemCode.DraftGone,
    }.ToDictionary(ProblemCatalog.Name, StringComparer.Ordinal);

    private Problem? _problem;

    /// <summary>The code's name (<see cref="SignInUrl.ProblemParameter"/>).</summary>
    [SupplyParameterFromQuery(Name = SignInUrl.ProblemParameter)]
    public string? Code { get; set; }

    protected override void OnParametersSet() => _problem = PausedProblem.TryGetValue(Code ?? "", out var code) ? new Problem(code) : null;
}
