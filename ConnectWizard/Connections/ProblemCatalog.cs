using System.Text.Json;
using static ConnectWizard.Connections.ProblemCode;

namespace ConnectWizard.Connections;

/// <summary>What is fixed about each problem. The compiler counts the cases.</summary>
public static class ProblemCatalog
{
    private const string FirewallHelp = "/help/firewall";
    private const string TokenHelp = "/help/token";
    private const string PolicyHelp = "/help/policy";
    private const string IdentityHelp = "/help/identity";

    /// <summary>As pages, logs and docs write it: <c>tls-untrusted</c>.</summary>
    public static string Name(ProblemCode code) => code switch
    {
        // "Azure DevOps" is spelled with one capital too many for the rule.
        ProblemCode.NotAzureDevOps => "not-azure-devops",
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString()),
    };

    /// <summary>The problem that <see cref="Name"/> writes so; null where none is.</summary>
    public static ProblemCode? Find(string name) =>
        Enum.TryParse<ProblemCode>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var code) && Name(code) == name ? code : null;

    /// <summary>Our own database can't be used, and may be back in a moment.</summary>
    public static bool IsOutage(ProblemCode code) => code is DatabaseUnavailable or DatabaseFull or DatabaseReadOnly;

    /// <summary>A connection that has a token works again with a new one.</summary>
    public static bool NeedsNewToken(ProblemCode code) => code is TokenRefused or TokenExpired or TokenGlobal or CredentialNeeded;

    /// <summary>Azure DevOps or Microsoft Entra no longer accepts the credential: there is no going back to it.</summary>
    public static bool RefusesCredential(ProblemCode code) => NeedsNewToken(code)
        || code is SignInAgain or IdentitySecretRefused or IdentityCertificateRefused or IdentityAssertionRefused or IdentityUnknown or OrganizationRefused;

    /// <summary>Trying it again and again may lock its account.</summary>
    public static bool IsRefusal(ProblemCode code) => RefusesCredential(code) || code is SignInPage or ConditionalAccess;

    /// <summary>There was no answer that says anything of the connection, and the next one may.</summary>
    public static bool IsTransient(ProblemCode code) => code is NameUnknown or ConnectionRefused or Unreachable or TimedOut or ConnectionReset
        or Throttled or Delayed or ServerError or BrokenAnswer or ListingsFull or SignInUnreachable;

    /// <summary>As far as the wording (<see cref="ProblemText.Variant"/>) tells more than the code.</summary>
    public static ResolvedBy ResolvedByOf(Problem problem) => (problem.Code, problem.Arguments.GetValueOrDefault(ProblemText.Variant)) switch
    {
        (AppUnknown, "disabled" or "resource") or (SignInRefused, "assignment") => ResolvedBy.OrganizationAdministrator,
        (TimedOut, "answer") or (Redirected, "itself" or "inside" or "signin") => ResolvedBy.ServerAdministrator,
        (ServerError, ProblemText.Services) => ResolvedBy.You,
        (NotAMember, ProblemText.Services) => ResolvedBy.OrganizationAdministrator,
        (ScopeMissing, ProblemText.Account) => ResolvedBy.Us,
        (GitRefused, ProblemText.Account) => ResolvedBy.ProjectAdministrator,
        (OrganizationRefused, "first") => ResolvedBy.You,
        (SignInAgain or CredentialNeeded, ProblemText.Sealed) => ResolvedBy.Us,
        (SignInBroken, "issuer" or "return") => ResolvedBy.You,
        (IdentityUnknown, "disabled") => ResolvedBy.OrganizationAdministrator,
        _ => ResolvedByOf(problem.Code),
    };

    /// <summary>Where more than one could, the one whose turn is first.</summary>
    public static ResolvedBy ResolvedByOf(ProblemCode code) => code switch
    {
        AddressMissing or AddressUnusable or AddressIsServices or NameUnknown
            or TlsWrongName or TlsFailed or NotHttp or NotAzureDevOps or Redirected
            or Throttled or Delayed or VersionNewer => ResolvedBy.You,
        TokenMissing or TokenMalformed or TokenRefused or TokenExpired or TokenGlobal
            or ScopeMissing or SignInPage or GitRefused => ResolvedBy.You,
        CollectionMissing or CollectionUnknown or CollectionUnusable or CollectionTwice
            or RepositoryEmpty or ConnectionExists or ConnectionChanged or DraftForeign or DraftGone
            or CredentialNeeded => ResolvedBy.You,
        OrganizationUnknown or OrganizationOtherTenant => ResolvedBy.You,
        OrganizationStopped or OrganizationRefused => ResolvedBy.OrganizationAdministrator,
        SignInAgain or SignInDeclined or SignInExpired or SignInRefused or SignInOtherAccount or PersonalAccount
            or WrongTenant => ResolvedBy.You,
        BranchUnknown => ResolvedBy.You,
        AddressUnencrypted or ConnectionRefused or TlsSelfSigned or TlsExpired or TlsEndsSoon or TlsProtocol
            or WebServerAnswered or AnswerTooLarge or ServerError or TeamFoundationServer
            or VersionTooOld or VersionUnknown or BasicShadowed or WindowsOnly
            or CollectionStopped or LinksLocalhost or LinksElsewhere => ResolvedBy.ServerAdministrator,
        Unreachable or TimedOut or ConnectionReset or ProxyAnswered or BrokenAnswer or SignInUnreachable =>
            ResolvedBy.NetworkAdministrator,
        ProjectsNone or RepositoriesNone or TfvcOnly or PermissionMissing or RepositoryUnknown
            or RepositoryDisabled or WebhooksNotAllowed or WebhooksUnknown or NotAMember => ResolvedBy.ProjectAdministrator,
        ConditionalAccess or AdminConsentNeeded or IdentityNotAdded or LicenseMissing => ResolvedBy.OrganizationAdministrator,
        IdentityUnknown or IdentitySecretRefused or IdentityCertificateRefused => ResolvedBy.You,
        IdentityAssertionRefused or IdentityFileMissing or IdentityNotOffered or ManagedIdentityMissing => ResolvedBy.Us,
        AddressNotAllowed or PortNotAllowed or TlsUntrusted or UnexpectedAnswer or ListingsFull or SignInBroken or AppUnknown
            or DatabaseUnavailable or DatabaseFull or DatabaseReadOnly => ResolvedBy.Us,
        WebhookUnconfirmed or WebhookDisabledBySystem or WebhookDisabledByUser or WebhookCreatorGone
            or WebhookMissing or WebhookAddressChanged or WebhookSecretMismatch or WebhookRemovalPending
            or WebhookInputsChanged or WebhookUnreadable or WebhookSilent => ResolvedBy.You,
        WebhookTestFailed or WebhookTestElsewhere or WebhookOnProbation or WebhookRetrying => ResolvedBy.NetworkAdministrator,
        WebhookTargetLocal or WebhookTargetRefused => ResolvedBy.Us,
    };

    public static ConnectionField? FieldOf(ProblemCode code) => code switch
    {
        AddressMissing or AddressUnusable or AddressIsServices or AddressNotAllowed or PortNotAllowed
            or AddressUnencrypted or NameUnknown or ConnectionRefused or Unreachable
            or TimedOut or ConnectionReset or TlsUntrusted or TlsSelfSigned or TlsExpired or TlsEndsSoon
            or TlsWrongName or TlsProtocol or TlsFailed or NotHttp or NotAzureDevOps
            or ProxyAnswered or WebServerAnswered or Redirected or AnswerTooLarge
            or TeamFoundationServer or VersionTooOld or CollectionTwice => ConnectionField.Url,
        CollectionMissing or CollectionUnknown or CollectionUnusable or CollectionStopped =>
            ConnectionField.Collection,
        TokenMissing or TokenMalformed or TokenRefused or TokenExpired or TokenGlobal
            or ScopeMissing or SignInPage or NotAMember or ProjectsNone or GitRefused
            or CredentialNeeded => ConnectionField.Token,
        OrganizationUnknown or OrganizationStopped => ConnectionField.Collection,
        OrganizationOtherTenant or OrganizationRefused => null,
        SignInAgain or SignInDeclined or SignInExpired or SignInBroken or SignInUnreachable or SignInRefused
            or SignInOtherAccount or AdminConsentNeeded or AppUnknown or PersonalAccount or WrongTenant => null,
        IdentityUnknown or IdentitySecretRefused or IdentityCertificateRefused or IdentityAssertionRefused or IdentityFileMissing
            or IdentityNotOffered or IdentityNotAdded or ManagedIdentityMissing or LicenseMissing => null,
        BranchUnknown => null,
        WebhookTargetLocal or WebhookTargetRefused or WebhookUnconfirmed or WebhookTestFailed
            or WebhookTestElsewhere or WebhookOnProbation or WebhookDisabledBySystem or WebhookDisabledByUser
            or WebhookCreatorGone or WebhookMissing or WebhookAddressChanged or WebhookSecretMismatch
            or WebhookInputsChanged or WebhookUnreadable or WebhookSilent or WebhookRetrying or WebhookRemovalPending => null,
        BrokenAnswer or ListingsFull or Throttled or Delayed or ServerError or UnexpectedAnswer
            or VersionNewer or VersionUnknown or BasicShadowed or WindowsOnly
            or ConditionalAccess or RepositoriesNone or TfvcOnly or PermissionMissing
            or LinksLocalhost or LinksElsewhere or RepositoryUnknown or RepositoryDisabled
            or RepositoryEmpty or WebhooksNotAllowed or WebhooksUnknown or ConnectionExists
            or ConnectionChanged or DraftForeign or DraftGone
            or DatabaseUnavailable or DatabaseFull or DatabaseReadOnly => null,
    };

    public static string HelpOf(ProblemCode code) => code switch
    {
        AddressMissing or AddressUnusable or AddressIsServices => FirewallHelp + "#address",
        AddressNotAllowed or PortNotAllowed => FirewallHelp + "#policy",
        NameUnknown or ConnectionRefused or Unreachable or TimedOut or ConnectionReset =>
            FirewallHelp + "#way",
        TlsUntrusted or TlsSelfSigned => FirewallHelp + "#trust",
        AddressUnencrypted or TlsExpired or TlsEndsSoon or TlsWrongName or TlsProtocol or TlsFailed
            or NotHttp => FirewallHelp + "#encryption",
        NotAzureDevOps or ProxyAnswered or WebServerAnswered or Redirected or BrokenAnswer
            or AnswerTooLarge => FirewallHelp + "#answers",
        Throttled or Delayed or ListingsFull or ServerError or UnexpectedAnswer => FirewallHelp + "#busy",
        TeamFoundationServer or VersionTooOld or VersionNewer or VersionUnknown => TokenHelp + "#versions",
        BasicShadowed => TokenHelp + "#iis",
        WindowsOnly => TokenHelp + "#windows",
        TokenMissing or TokenMalformed => TokenHelp + "#make",
        TokenRefused or SignInPage => TokenHelp + "#refused",
        TokenExpired => TokenHelp + "#expiry",
        TokenGlobal => PolicyHelp + "#global",
        ScopeMissing or GitRefused => TokenHelp + "#scopes",
        ConditionalAccess => PolicyHelp + "#access",
        CollectionMissing or CollectionUnknown or CollectionUnusable or CollectionStopped
            or CollectionTwice => TokenHelp + "#collections",
        NotAMember or ProjectsNone or RepositoriesNone or PermissionMissing
            or RepositoryUnknown => TokenHelp + "#account",
        SignInAgain => PolicyHelp + "#access",
        OrganizationUnknown or OrganizationStopped or OrganizationRefused => PolicyHelp + "#organization",
        SignInDeclined or SignInExpired or SignInBroken or SignInUnreachable or SignInRefused or SignInOtherAccount => PolicyHelp + "#signin",
        AdminConsentNeeded => PolicyHelp + "#consent",
        AppUnknown => PolicyHelp + "#app",
        PersonalAccount => PolicyHelp + "#personal",
        WrongTenant or OrganizationOtherTenant => PolicyHelp + "#tenant",
        IdentityUnknown or IdentitySecretRefused => IdentityHelp + "#secret",
        IdentityCertificateRefused => IdentityHelp + "#certificate",
        IdentityAssertionRefused or IdentityFileMissing => IdentityHelp + "#federated",
        ManagedIdentityMissing or IdentityNotOffered => IdentityHelp + "#managed",
        IdentityNotAdded or LicenseMissing => IdentityHelp + "#organization",
        BranchUnknown => TokenHelp + "#repositories",
        TfvcOnly or RepositoryDisabled or RepositoryEmpty => TokenHelp + "#repositories",
        LinksLocalhost or LinksElsewhere => TokenHelp + "#public-url",
        WebhooksNotAllowed or WebhooksUnknown => TokenHelp + "#webhooks",
        WebhookTargetLocal or WebhookTargetRefused or WebhookUnconfirmed or WebhookTestFailed
            or WebhookTestElsewhere or WebhookOnProbation or WebhookDisabledBySystem or WebhookDisabledByUser
            or WebhookCreatorGone or WebhookMissing or WebhookAddressChanged or WebhookSecretMismatch
            or WebhookInputsChanged or WebhookUnreadable or WebhookSilent or WebhookRetrying or WebhookRemovalPending => FirewallHelp + "#hooks",
        ConnectionExists or ConnectionChanged or DraftForeign or DraftGone or CredentialNeeded => TokenHelp + "#kept",
        DatabaseUnavailable or DatabaseFull or DatabaseReadOnly => TokenHelp + "#outage",
    };
}
