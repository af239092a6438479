using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Accounts;

/// <summary>
/// What a failure to read a profile means to somebody who has just signed in: nothing that they typed is to blame, and the token is good.
/// </summary>
internal static class ProfileProblems
{
    public static Problem Of(Problem problem, string? login)
    {
        var told = Translate(problem) with { Evidence = problem.Evidence, RetryAfter = problem.RetryAfter };
        return login is null ? told : told.With("login", login);
    }

    private static Problem Translate(Problem problem) => problem.Code switch
    {
        Throttled or ConditionalAccess => problem,
        NameUnknown or ConnectionRefused or Unreachable or TimedOut or ConnectionReset or AddressNotAllowed or PortNotAllowed or ProxyAnswered => Unreached(problem, null),
        TlsUntrusted or TlsSelfSigned or TlsExpired or TlsWrongName or TlsProtocol or TlsFailed => Unreached(problem, "tls"),
        ServerError => Unreached(problem, "busy"),
        TokenRefused or TokenExpired or NotAMember or ScopeMissing or SignInPage or PermissionMissing => new Problem(SignInRefused).With(ProblemText.Variant, "profile"),
        _ => Put(new Problem(SignInBroken), problem),
    };

    private static Problem Unreached(Problem problem, string? variant)
    {
        var told = Put(new Problem(SignInUnreachable), problem);
        return variant is null ? told : told.With(ProblemText.Variant, variant);
    }

    private static Problem Put(Problem told, Problem problem) =>
        problem.Arguments.TryGetValue("host", out var host) ? told.With("host", host) : told;
}
