using System.Text.Json;

namespace ConnectWizard.Connections;

/// <summary>
/// What is fixed about each problem: how its code is written, who can mend it, which field it belongs to, and where help is. The compiler counts
/// the cases.
/// </summary>
public static class ProblemCatalog
{
    private const string FirewallHelp = "/help/firewall";
    private const string TokenHelp = "/help/token";
    private const string PolicyHelp = "/help/policy";

    /// <summary>The code as pages, logs and the README write it: <c>tls-untrusted</c>.</summary>
    public static string Name(ProblemCode code) => code switch
    {
        // "Azure DevOps" is spelled with one capital too many for the rule.
        ProblemCode.NotAzureDevOps => "not-azure-devops",
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(code.ToString()),
    };

    /// <summary>Who can mend it; where more than one could, the one whose turn is first.</summary>
    public static Mender MenderOf(ProblemCode code) => code switch
    {
        ProblemCode.AddressMissing or ProblemCode.AddressUnusable or ProblemCode.AddressIsServices or ProblemCode.NameUnknown
            or ProblemCode.TlsWrongName or ProblemCode.TlsFailed or ProblemCode.NotHttp or ProblemCode.NotAzureDevOps or ProblemCode.Redirected
            or ProblemCode.Throttled or ProblemCode.Delayed or ProblemCode.VersionNewer => Mender.You,
        ProblemCode.TokenMissing or ProblemCode.TokenMalformed or ProblemCode.TokenRefused or ProblemCode.TokenExpired or ProblemCode.TokenGlobal
            or ProblemCode.ScopeMissing or ProblemCode.SignInPage or ProblemCode.GitRefused => Mender.You,
        ProblemCode.CollectionMissing or ProblemCode.CollectionUnknown or ProblemCode.CollectionUnusable or ProblemCode.CollectionTwice
            or ProblemCode.RepositoryEmpty or ProblemCode.ConnectionExists or ProblemCode.DraftForeign or ProblemCode.DraftGone
            or ProblemCode.CredentialNeeded => Mender.You,
        ProblemCode.AddressUnencrypted or ProblemCode.ConnectionRefused or ProblemCode.TlsSelfSigned or ProblemCode.TlsExpired or ProblemCode.TlsProtocol
            or ProblemCode.WebServerAnswered or ProblemCode.AnswerTooLarge or ProblemCode.ServerError or ProblemCode.TeamFoundationServer
            or ProblemCode.VersionTooOld or ProblemCode.VersionUnknown or ProblemCode.BasicShadowed or ProblemCode.WindowsOnly
            or ProblemCode.CollectionStopped or ProblemCode.LinksLocalhost or ProblemCode.LinksElsewhere => Mender.ServerAdministrator,
        ProblemCode.Unreachable or ProblemCode.TimedOut or ProblemCode.ConnectionReset or ProblemCode.ProxyAnswered or ProblemCode.BrokenAnswer =>
            Mender.NetworkAdministrator,
        ProblemCode.ProjectsNone or ProblemCode.RepositoriesNone or ProblemCode.TfvcOnly or ProblemCode.PermissionMissing or ProblemCode.RepositoryUnknown
            or ProblemCode.RepositoryDisabled or ProblemCode.WebhooksNotAllowed or ProblemCode.WebhooksUnknown => Mender.ProjectAdministrator,
        ProblemCode.ConditionalAccess or ProblemCode.NotAMember => Mender.OrganizationAdministrator,
        ProblemCode.AddressNotAllowed or ProblemCode.TlsUntrusted or ProblemCode.UnexpectedAnswer => Mender.Us,
    };

    /// <summary>The field to look at; null where no field is to blame.</summary>
    public static ConnectionField? FieldOf(ProblemCode code) => code switch
    {
        ProblemCode.AddressMissing or ProblemCode.AddressUnusable or ProblemCode.AddressIsServices or ProblemCode.AddressNotAllowed
            or ProblemCode.AddressUnencrypted or ProblemCode.NameUnknown or ProblemCode.ConnectionRefused or ProblemCode.Unreachable
            or ProblemCode.TimedOut or ProblemCode.ConnectionReset or ProblemCode.TlsUntrusted or ProblemCode.TlsSelfSigned or ProblemCode.TlsExpired
            or ProblemCode.TlsWrongName or ProblemCode.TlsProtocol or ProblemCode.TlsFailed or ProblemCode.NotHttp or ProblemCode.NotAzureDevOps
            or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.Redirected or ProblemCode.AnswerTooLarge
            or ProblemCode.TeamFoundationServer or ProblemCode.VersionTooOld or ProblemCode.CollectionTwice => ConnectionField.Url,
        ProblemCode.CollectionMissing or ProblemCode.CollectionUnknown or ProblemCode.CollectionUnusable or ProblemCode.CollectionStopped =>
            ConnectionField.Collection,
        ProblemCode.TokenMissing or ProblemCode.TokenMalformed or ProblemCode.TokenRefused or ProblemCode.TokenExpired or ProblemCode.TokenGlobal
            or ProblemCode.ScopeMissing or ProblemCode.SignInPage or ProblemCode.NotAMember or ProblemCode.ProjectsNone or ProblemCode.GitRefused
            or ProblemCode.CredentialNeeded => ConnectionField.Token,
        ProblemCode.BrokenAnswer or ProblemCode.Throttled or ProblemCode.Delayed or ProblemCode.ServerError or ProblemCode.UnexpectedAnswer
            or ProblemCode.VersionNewer or ProblemCode.VersionUnknown or ProblemCode.BasicShadowed or ProblemCode.WindowsOnly
            or ProblemCode.ConditionalAccess or ProblemCode.RepositoriesNone or ProblemCode.TfvcOnly or ProblemCode.PermissionMissing
            or ProblemCode.LinksLocalhost or ProblemCode.LinksElsewhere or ProblemCode.RepositoryUnknown or ProblemCode.RepositoryDisabled
            or ProblemCode.RepositoryEmpty or ProblemCode.WebhooksNotAllowed or ProblemCode.WebhooksUnknown or ProblemCode.ConnectionExists
            or ProblemCode.DraftForeign or ProblemCode.DraftGone => null,
    };

    /// <summary>The part of our help that speaks about it, as a path with an anchor; a test holds that it is there.</summary>
    public static string HelpOf(ProblemCode code) => code switch
    {
        ProblemCode.AddressMissing or ProblemCode.AddressUnusable or ProblemCode.AddressIsServices => FirewallHelp + "#address",
        ProblemCode.AddressNotAllowed => FirewallHelp + "#policy",
        ProblemCode.NameUnknown or ProblemCode.ConnectionRefused or ProblemCode.Unreachable or ProblemCode.TimedOut or ProblemCode.ConnectionReset =>
            FirewallHelp + "#way",
        ProblemCode.TlsUntrusted or ProblemCode.TlsSelfSigned => FirewallHelp + "#trust",
        ProblemCode.AddressUnencrypted or ProblemCode.TlsExpired or ProblemCode.TlsWrongName or ProblemCode.TlsProtocol or ProblemCode.TlsFailed
            or ProblemCode.NotHttp => FirewallHelp + "#encryption",
        ProblemCode.NotAzureDevOps or ProblemCode.ProxyAnswered or ProblemCode.WebServerAnswered or ProblemCode.Redirected or ProblemCode.BrokenAnswer
            or ProblemCode.AnswerTooLarge => FirewallHelp + "#answers",
        ProblemCode.Throttled or ProblemCode.Delayed or ProblemCode.ServerError or ProblemCode.UnexpectedAnswer => FirewallHelp + "#busy",
        ProblemCode.TeamFoundationServer or ProblemCode.VersionTooOld or ProblemCode.VersionNewer or ProblemCode.VersionUnknown => TokenHelp + "#versions",
        ProblemCode.BasicShadowed => TokenHelp + "#iis",
        ProblemCode.WindowsOnly => TokenHelp + "#windows",
        ProblemCode.TokenMissing or ProblemCode.TokenMalformed => TokenHelp + "#make",
        ProblemCode.TokenRefused or ProblemCode.SignInPage => TokenHelp + "#refused",
        ProblemCode.TokenExpired => TokenHelp + "#expiry",
        ProblemCode.TokenGlobal => PolicyHelp + "#global",
        ProblemCode.ScopeMissing or ProblemCode.GitRefused => TokenHelp + "#scopes",
        ProblemCode.ConditionalAccess => PolicyHelp + "#access",
        ProblemCode.CollectionMissing or ProblemCode.CollectionUnknown or ProblemCode.CollectionUnusable or ProblemCode.CollectionStopped
            or ProblemCode.CollectionTwice => TokenHelp + "#collections",
        ProblemCode.NotAMember or ProblemCode.ProjectsNone or ProblemCode.RepositoriesNone or ProblemCode.PermissionMissing
            or ProblemCode.RepositoryUnknown => TokenHelp + "#account",
        ProblemCode.TfvcOnly or ProblemCode.RepositoryDisabled or ProblemCode.RepositoryEmpty => TokenHelp + "#repositories",
        ProblemCode.LinksLocalhost or ProblemCode.LinksElsewhere => TokenHelp + "#public-url",
        ProblemCode.WebhooksNotAllowed or ProblemCode.WebhooksUnknown => TokenHelp + "#webhooks",
        ProblemCode.ConnectionExists or ProblemCode.DraftForeign or ProblemCode.DraftGone or ProblemCode.CredentialNeeded => TokenHelp + "#kept",
    };
}
