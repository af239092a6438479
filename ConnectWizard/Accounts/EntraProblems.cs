using System.Globalization;
using ConnectWizard.Connections;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Accounts;

/// <summary>
/// The one switch from a provider's refusals to problems: Entra's numbers, as Microsoft's reference of its error codes has them, before the
/// standard's words (RFC 6749, sections 4.1.2.1 and 5.2), which say less.
/// </summary>
internal static class EntraProblems
{
    /// <summary>What a refused sign-in means.</summary>
    public static Problem Of(EntraError error)
    {
        var (code, variant) = CodeOf(error);
        return Describe(code, variant, error);
    }

    /// <summary>
    /// What a refused renewal means: <see cref="SignInAgain"/> when the refresh token is of no use any more. A fault of the app's own
    /// (its secret has expired) leaves it as good as before.
    /// </summary>
    public static Problem OfRenewal(EntraError error) => error.Code switch
    {
        "interaction_required" or "login_required" or "consent_required" => Describe(SignInAgain, "interaction", error),
        "invalid_grant" => Describe(SignInAgain, CodeOf(error).Code is ConditionalAccess ? "interaction" : null, error),
        _ => Of(error),
    };

    /// <summary>What a refusal means to an application that asks for itself: its own registration is at fault, not the installation's.</summary>
    public static Problem OfIdentity(EntraError error)
    {
        var (code, variant) = error.Number switch
        {
            700016 => (IdentityUnknown, null),
            90002 or 399267 or 50059 => (IdentityUnknown, "tenant"),
            7000112 => (IdentityUnknown, "disabled"),
            7000222 => (IdentitySecretRefused, "expired"),
            7000215 or 7000216 or 7000218 => (IdentitySecretRefused, null),
            700027 or 700030 or 700021 or 700023 => (IdentityCertificateRefused, null),
            70021 or 700211 or 700212 or 700213 or 700024 or 50013 or 50027 or 5002738 => (IdentityAssertionRefused, null),
            _ => CodeOf(error),
        };
        return Describe(code, variant, error);
    }

    /// <summary>What a refusal of the machine's metadata service means.</summary>
    public static Problem OfMachine(EntraError error) => Describe(ManagedIdentityMissing, null, error);

    private static (ProblemCode Code, string? Variant) CodeOf(EntraError error) => error.Number switch
    {
        65004 => (SignInDeclined, null),
        65001 or 90093 or 90094 or 90095 or 900941 => (AdminConsentNeeded, null),
        53000 or 53001 or 53002 or 53003 or 53004 or 530002 or 530003 or 530021 or 530032 or 50097 or 50005 or 50131 => (ConditionalAccess, "signin"),
        700016 => (AppUnknown, null),
        7000112 => (AppUnknown, "disabled"),
        500011 or 500014 or 650051 or 650052 or 65005 => (AppUnknown, "resource"),
        9002325 or 9002327 or 700025 => (AppUnknown, "client"),
        7000215 or 7000216 or 7000218 or 7000222 => (AppUnknown, "secret"),
        650056 or 650057 or 50011 or 500113 or 70011 => (AppUnknown, "setup"),
        500200 or 500201 => (PersonalAccount, null),
        50020 when error.Mentions("live.com") => (PersonalAccount, null),
        50020 or 50034 or 51004 or 90002 or 90072 or 399267 => (WrongTenant, null),
        50105 => (SignInRefused, "assignment"),
        54005 or 70008 or 70000 or 50089 => (SignInExpired, "code"),
        _ => CodeOf(error.Code),
    };

    private static (ProblemCode Code, string? Variant) CodeOf(string word) => word switch
    {
        "access_denied" => (SignInDeclined, null),
        "consent_required" => (AdminConsentNeeded, null),
        "invalid_grant" => (SignInExpired, "code"),
        "invalid_client" => (AppUnknown, "secret"),
        "unauthorized_client" => (AppUnknown, null),
        "invalid_resource" => (AppUnknown, "resource"),
        "invalid_scope" or "invalid_request" or "unsupported_response_type" => (AppUnknown, "setup"),
        "server_error" or "temporarily_unavailable" => (SignInUnreachable, "busy"),
        _ => (SignInRefused, null),
    };

    private static Problem Describe(ProblemCode code, string? variant, EntraError error)
    {
        var number = error.Number is { } value ? string.Create(CultureInfo.InvariantCulture, $"AADSTS{value}") : null;
        var problem = new Problem(code).WithEvidence(Rows(error, number));
        problem = variant is null ? problem : problem.With(ProblemText.Variant, variant);
        problem = error.Message is null ? problem : problem.With("message", error.Message);
        return problem.With("number", number ?? error.Code);
    }

    private static IEnumerable<Evidence> Rows(EntraError error, string? number)
    {
        yield return new Evidence("Error", error.Code);
        if (number is not null)
            yield return new Evidence("Number", number);
        if (error.Message is not null)
            yield return new Evidence("Message", error.Message);
        if (error.TraceId is not null)
            yield return new Evidence("Trace id", error.TraceId);
        if (error.CorrelationId is not null)
            yield return new Evidence("Correlation id", error.CorrelationId);
    }
}
