using ConnectWizard.Connections;
using static ConnectWizard.Checks.CheckItemId;
using static ConnectWizard.Connections.ConnectionField;
using static ConnectWizard.Connections.ProblemCode;
using static ConnectWizard.Connections.ResolvedBy;

namespace ConnectWizard.Checks;

/// <summary>
/// Every way in which a check can end otherwise than well, with what shows it: each scene of the emulator is here. The README's list of
/// problem codes is made from this.
/// </summary>
public static class Findings
{
    public static IReadOnlyList<Finding> All { get; } =
    [
        .. OfTheAddress, .. OnTheWay, .. OfAnswers, .. OfTheProduct, .. OfTheToken, .. OfTheCollection, .. OfContents,
    ];

    /// <summary>Scenes that a check copes with and need no word about.</summary>
    public static IReadOnlyList<string> ScenesThatPass { get; } = ["options-refused", "no-private-targets", "german", "disabled-again"];

    private static IReadOnlyList<Finding> OfTheAddress =>
    [
        new("", "full", Address, AddressMissing, Url, You),
        new("ftp://azure.spacetech.example", "full", Address, AddressUnusable, Url, You),
        new("https://dev.azure.com/spacetech", "full", Address, AddressIsServices, Url, You),
        new("https://no-such-server.invalid", "full", Dns, NameUnknown, Url, You),
        new("https://127.0.0.1", "full", Policy, AddressNotAllowed, Url, Us),
        new("https://1.1.1.1:8080", "full", Policy, PortNotAllowed, Url, Us),
        new("http://azure.spacetech.example", "full", Tls, AddressUnencrypted, Url, ServerAdministrator) { State = CheckItemState.Warned },
    ];

    private static IReadOnlyList<Finding> OnTheWay =>
    [
        new("refused", "full", Port, ConnectionRefused, Url, ServerAdministrator),
        new("silent-port", "full", Port, TimedOut, Url, NetworkAdministrator),
        new("hang-before-tls", "full", Tls, TimedOut, Url, NetworkAdministrator),
        new("reset", "full", Tls, ConnectionReset, Url, NetworkAdministrator),
        new("self-signed", "full", Tls, TlsSelfSigned, Url, ServerAdministrator),
        new("other-authority", "full", Tls, TlsUntrusted, Url, Us),
        new("expired-certificate", "full", Tls, TlsExpired, Url, ServerAdministrator),
        new("ending-certificate", "full", Tls, TlsEndsSoon, Url, ServerAdministrator) { State = CheckItemState.Warned },
        new("wrong-name", "full", Tls, TlsWrongName, Url, You),
        new("old-tls", "full", Tls, TlsProtocol, Url, ServerAdministrator),
        new("plain-http-on-tls-port", "full", Tls, TlsFailed, Url, You),
        new("tls-on-plain-port", "full", Http, NotHttp, Url, You),
        new("ssh-port", "full", Http, NotHttp, Url, You),
        new("reset-after-tls", "full", Http, ConnectionReset, Url, NetworkAdministrator),
        new("reset-mid-answer", "full", Http, ConnectionReset, Url, NetworkAdministrator),
        new("hang-after-tls", "full", Http, TimedOut, Url, ServerAdministrator),
        new("hang", "full", Http, TimedOut, Url, ServerAdministrator),
        new("hang-mid-answer", "full", Http, TimedOut, Url, ServerAdministrator),
        new("drip", "full", Http, TimedOut, Url, ServerAdministrator),
    ];

    private static IReadOnlyList<Finding> OfAnswers =>
    [
        new("redirect", "full", Http, Redirected, Url, ServerAdministrator),
        new("redirect-host", "full", Http, Redirected, Url, You),
        new("redirect-itself", "full", Http, Redirected, Url, ServerAdministrator),
        new("redirect-metadata", "full", Http, Redirected, Url, ServerAdministrator),
        new("proxy-502", "full", Http, ProxyAnswered, Url, NetworkAdministrator),
        new("proxy-407", "full", Http, ProxyAnswered, Url, NetworkAdministrator),
        new("proxy-403", "full", Http, ProxyAnswered, Url, NetworkAdministrator),
        new("http-sys-400", "full", Product, WebServerAnswered, Url, ServerAdministrator),
        new("http-sys-401", "full", Product, WebServerAnswered, Url, ServerAdministrator),
        new("http-sys-404", "full", Product, WebServerAnswered, Url, ServerAdministrator),
        new("http-sys-503", "full", Product, WebServerAnswered, Url, ServerAdministrator),
        new("not-azure-devops", "full", Product, NotAzureDevOps, Url, You),
        new("html-200", "full", Product, NotAzureDevOps, Url, You),
        new("broken-json", "full", Http, BrokenAnswer, null, NetworkAdministrator),
        new("oversize", "full", Http, AnswerTooLarge, Url, ServerAdministrator),
        new("server-error", "full", Http, ServerError, null, ServerAdministrator),
        new("throttled", "full", Http, Throttled, null, You),
        new("delayed", "full", CheckItemId.Token, Delayed, null, You) { State = CheckItemState.Warned },
    ];

    private static IReadOnlyList<Finding> OfTheProduct =>
    [
        new("tfs-2018", "full", CheckItemId.Version, TeamFoundationServer, Url, ServerAdministrator),
        new("server-2019", "full", CheckItemId.Version, VersionTooOld, Url, ServerAdministrator),
        new("newer-version", "full", CheckItemId.Version, VersionNewer, null, You) { State = CheckItemState.Passed },
        new("version-hidden", "full", CheckItemId.Version, VersionUnknown, null, ServerAdministrator) { State = CheckItemState.Warned },
        new("hang-version", "full", CheckItemId.Version, TimedOut, Url, ServerAdministrator),
    ];

    private static IReadOnlyList<Finding> OfTheToken =>
    [
        new("azure", null, CheckItemId.Token, TokenMissing, ConnectionField.Token, You),
        new("azure", "two words", CheckItemId.Token, TokenMalformed, ConnectionField.Token, You),
        new("azure", "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst", CheckItemId.Token, TokenRefused, ConnectionField.Token, You),
        new("azure", "revoked", CheckItemId.Token, TokenRefused, ConnectionField.Token, You),
        new("azure", "expired", CheckItemId.Token, TokenExpired, ConnectionField.Token, You),
        new("global-token", "full", CheckItemId.Token, TokenGlobal, ConnectionField.Token, You),
        new("sign-in-203", "full", CheckItemId.Token, SignInPage, ConnectionField.Token, You),
        new("sign-in-302", "full", CheckItemId.Token, SignInPage, ConnectionField.Token, You),
        new("not-a-member", "full", CheckItemId.Token, NotAMember, ConnectionField.Token, ProjectAdministrator),
        new("conditional-access", "full", CheckItemId.Token, ConditionalAccess, null, OrganizationAdministrator),
        new("hang-identity", "full", CheckItemId.Token, TimedOut, Url, ServerAdministrator),
        new("iis-basic", "full", CheckItemId.SignIn, BasicShadowed, null, ServerAdministrator),
        new("windows-only", "full", CheckItemId.SignIn, WindowsOnly, null, ServerAdministrator),
        new("azure", "code-only", Projects, ScopeMissing, ConnectionField.Token, You),
        new("azure", "project-only", Git, ScopeMissing, ConnectionField.Token, You),
    ];

    private static IReadOnlyList<Finding> OfTheCollection =>
    [
        new("azure", "full", CheckItemId.Collection, CollectionMissing, ConnectionField.Collection, You) { Collection = "" },
        new("azure", "full", CheckItemId.Collection, CollectionUnusable, ConnectionField.Collection, You) { Collection = "Flight:Systems" },
        new("azure", "full", CheckItemId.Collection, CollectionUnknown, ConnectionField.Collection, You) { Collection = "Marketing" },
        new("https://azure.spacetech.example/Flight%20Systems", "full", CheckItemId.Collection, CollectionTwice, Url, You),
        new("stopped-collection", "full", CheckItemId.Collection, CollectionStopped, ConnectionField.Collection, ServerAdministrator),
    ];

    private static IReadOnlyList<Finding> OfContents =>
    [
        new("without-projects", "full", Projects, ProjectsNone, ConnectionField.Token, ProjectAdministrator),
        new("azure", "no-projects", Projects, ProjectsNone, ConnectionField.Token, ProjectAdministrator),
        new("without-repositories", "full", Projects, RepositoriesNone, null, ProjectAdministrator),
        new("tfvc-only", "full", Projects, TfvcOnly, null, ProjectAdministrator),
        new("hang-projects", "full", Projects, TimedOut, Url, ServerAdministrator),
        new("localhost-links", "full", Links, LinksLocalhost, null, ServerAdministrator) { State = CheckItemState.Warned },
        new("other-host-links", "full", Links, LinksElsewhere, null, ServerAdministrator) { State = CheckItemState.Warned },
        new("other-port-links", "full", Links, LinksElsewhere, null, ServerAdministrator) { State = CheckItemState.Warned },
        new("http-links", "full", Links, LinksElsewhere, null, ServerAdministrator) { State = CheckItemState.Warned },
        new("no-repository-permission", "full", Git, PermissionMissing, null, ProjectAdministrator),
        new("git-refused", "full", Git, GitRefused, ConnectionField.Token, You),
        new("azure", "full", Git, RepositoryUnknown, null, ProjectAdministrator) { Repository = "no-such-one", State = CheckItemState.Warned },
        new("azure", "full", Git, RepositoryDisabled, null, ProjectAdministrator) { Repository = "console-legacy", State = CheckItemState.Warned },
        new("hang-repositories", "full", Git, TimedOut, Url, ServerAdministrator),
        new("hang-git", "full", Git, TimedOut, Url, ServerAdministrator),
        new("azure", "reader", CheckItemId.Webhooks, WebhooksNotAllowed, null, ProjectAdministrator) { State = CheckItemState.Warned },
        new("no-permission-query", "full", CheckItemId.Webhooks, WebhooksUnknown, null, ProjectAdministrator) { State = CheckItemState.Warned },
        new("hang-permissions", "full", CheckItemId.Webhooks, WebhooksUnknown, null, ProjectAdministrator) { State = CheckItemState.Warned },
    ];
}
