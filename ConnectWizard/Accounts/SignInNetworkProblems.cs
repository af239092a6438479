using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.Accounts;

/// <summary>Failures on the way to the provider. Nobody typed its address, so the words are the operator's, and one code has them all.</summary>
internal static class SignInNetworkProblems
{
    public static Problem Of(NetworkFailure failure)
    {
        var problem = new Problem(ProblemCode.SignInUnreachable)
            .With("host", failure.Host)
            .With("port", failure.Port.ToString(CultureInfo.InvariantCulture))
            .WithEvidence(new Evidence("Tried", string.Create(CultureInfo.InvariantCulture, $"{failure.Host}:{failure.Port}")), new Evidence("Failure", failure.Kind.ToString()));
        problem = failure.Detail is { } detail ? problem.WithEvidence(new Evidence("Detail", detail)) : problem;
        return VariantOf(failure.Kind) is { } variant ? problem.With(ProblemText.Variant, variant) : problem;
    }

    /// <summary>The provider did not answer in time.</summary>
    public static Problem TimedOut(Uri url, TimeSpan limit) => Of(new NetworkFailure(NetworkFailureKind.TimedOut, url.IdnHost, url.Port) { Limit = limit });

    /// <summary>The same where no sign-in is under way, but one of before is renewed: nobody has to do it over.</summary>
    public static Problem OfRenewal(Problem problem) =>
        problem.Code == ProblemCode.SignInUnreachable && problem.Arguments.GetValueOrDefault(ProblemText.Variant) != "tls"
            ? problem.With(ProblemText.Variant, ProblemText.Renewal)
            : problem;

    private static string? VariantOf(NetworkFailureKind kind) => kind switch
    {
        NetworkFailureKind.TlsUntrusted or NetworkFailureKind.TlsSelfSigned or NetworkFailureKind.TlsExpired or NetworkFailureKind.TlsWrongName
            or NetworkFailureKind.TlsProtocol or NetworkFailureKind.TlsFailed => "tls",
        NetworkFailureKind.NameUnknown or NetworkFailureKind.NotAllowed or NetworkFailureKind.Refused or NetworkFailureKind.Unreachable
            or NetworkFailureKind.TimedOut or NetworkFailureKind.Reset or NetworkFailureKind.ProxyRefused or NetworkFailureKind.NotHttp
            or NetworkFailureKind.TooLarge => null,
    };
}
