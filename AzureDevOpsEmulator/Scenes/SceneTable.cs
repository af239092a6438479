namespace AzureDevOpsEmulator.Scenes;

internal static class SceneTable
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        .. TransportScenes, .. CertificateScenes, .. IntermediaryScenes, .. RedirectingScenes, .. BrokenResponseScenes, .. OutageScenes, .. ProductScenes, .. SignInScenes, .. ContentScenes, .. LinkScenes,
        .. PartialHangScenes,
    ];

    private static IReadOnlyList<Scene> TransportScenes =>
    [
        new("refused", "Nobody listens") { Raw = RawListenerKind.Closed },
        new("silent-port", "A firewall drops what is sent: connecting gets no answer") { Raw = RawListenerKind.Silent },
        new("reset", "Resets the connection") { Raw = RawListenerKind.Reset },
        new("reset-after-tls", "Resets the connection after the TLS handshake") { Raw = RawListenerKind.ResetAfterTls },
        new("hang-before-tls", "Accepts the connection and says nothing") { Raw = RawListenerKind.HangBeforeTls },
        new("hang-after-tls", "Finishes the TLS handshake and says nothing") { Raw = RawListenerKind.HangAfterTls },
        new("plain-http-on-tls-port", "Answers a TLS hello in plain HTTP") { Raw = RawListenerKind.PlainHttpOnTlsPort },
        new("tls-on-plain-port", "Answers plain HTTP with a TLS alert") { Raw = RawListenerKind.TlsOnly, PlainPort = 8443 },
        new("ssh-port", "Speaks SSH, not HTTP") { Raw = RawListenerKind.Ssh, PlainPort = 22 },
        new("old-tls", "Refuses every TLS version that is still in use") { Raw = RawListenerKind.OldProtocolOnly },
    ];

    private static IReadOnlyList<Scene> CertificateScenes =>
    [
        new("self-signed", "The certificate is signed by itself") { Certificate = CertificateKind.SelfSigned },
        new("other-authority", "The certificate is of an authority that nobody knows") { Certificate = CertificateKind.OtherAuthority },
        new("expired-certificate", "The certificate has expired") { Certificate = CertificateKind.Expired },
        new("ending-certificate", "The certificate ends within two weeks") { Certificate = CertificateKind.Ending },
        new("wrong-name", "The certificate is for another name") { Certificate = CertificateKind.WrongName },
    ];

    private static IReadOnlyList<Scene> IntermediaryScenes =>
    [
        new("not-azure-devops", "An ordinary web site") { Behavior = Intermediaries.WebsiteAsync },
        new("html-200", "A portal's page with status 200 in place of JSON") { Behavior = Intermediaries.PortalAsync },
        new("proxy-502", "A reverse proxy that does not reach the server") { Behavior = Intermediaries.BadGatewayAsync },
        new("proxy-407", "A proxy that asks for a sign-in of its own") { Behavior = Intermediaries.ProxyAuthenticationAsync },
        new("proxy-403", "A proxy that blocks the address") { Behavior = Intermediaries.ProxyBlockedAsync },
        new("options-refused", "A proxy that lets no OPTIONS request through") { Behavior = Intermediaries.OptionsBlockedAsync },
        new("http-sys-400", "Windows' HTTP driver: no site has this name") { Behavior = Intermediaries.HttpSysUnknownNameAsync },
        new("http-sys-401", "Windows' HTTP driver asks for a sign-in") { Behavior = Intermediaries.HttpSysUnauthorizedAsync },
        new("http-sys-404", "Windows' HTTP driver: the site is stopped") { Behavior = Intermediaries.HttpSysSiteStoppedAsync },
        new("http-sys-503", "Windows' HTTP driver: the application pool is stopped") { Behavior = Intermediaries.HttpSysPoolStoppedAsync },
    ];

    private static IReadOnlyList<Scene> RedirectingScenes =>
    [
        new("redirect", "302 to a sign-in page on another host") { Behavior = Redirects.ToSignInAsync },
        new("redirect-host", "301 to the server's new name") { Behavior = Redirects.ToOtherHostAsync },
        new("redirect-itself", "301 to the address that was asked") { Behavior = Redirects.ToItselfAsync },
        new("redirect-metadata", "307 to a cloud's metadata address") { Behavior = Redirects.ToMetadataAsync },
    ];

    private static IReadOnlyList<Scene> BrokenResponseScenes =>
    [
        new("broken-json", "JSON that stops in the middle") { Behavior = BrokenResponses.BrokenJsonAsync },
        new("oversize", "JSON without an end") { Behavior = BrokenResponses.EndlessJsonAsync },
        new("drip", "One byte a second") { Behavior = BrokenResponses.DripAsync },
        new("hang", "Takes the request and never answers") { Behavior = BrokenResponses.HangWhen(_ => true) },
        new("hang-mid-answer", "Begins to answer and says no more") { Behavior = BrokenResponses.HangMidResponseAsync },
        new("reset-mid-answer", "Begins to answer and resets the connection") { Behavior = BrokenResponses.ResetMidResponseAsync },
    ];

    private static IReadOnlyList<Scene> OutageScenes =>
    [
        new("stopped-collection", "503 with a byte order mark in the JSON") { Behavior = Outages.StoppedCollectionAsync },
        new("server-error", "500 on every REST call") { Behavior = Outages.ServerErrorAsync },
        new("throttled", "429 with Retry-After on every REST call") { Behavior = Outages.ThrottledAsync },
        new("delayed", "200 with Retry-After and X-RateLimit-Delay, on a department's server")
        {
            Behavior = Outages.DelayedAsync,
            Content = Servers.Departments("delayed"),
        },
    ];

    private static IReadOnlyList<Scene> ProductScenes =>
    [
        new("tfs-2018", "Team Foundation Server 2018") { ServerName = "tfs" },
        new("server-2019", "Azure DevOps Server 2019") { ServerName = "old" },
        new("newer-version", "A release that there is not yet: REST API 8.0") { Product = ServerProduct.Future },
        new("german", "Errors are German unless English is accepted") { SpeaksGerman = true },
        new("version-hidden", "Does not tell its version") { Behavior = Refusals.VersionQueryAsync },
    ];

    private static IReadOnlyList<Scene> SignInScenes =>
    [
        new("iis-basic", "IIS Basic authentication is on: no token is accepted") { Behavior = Refusals.IisBasicAsync },
        new("windows-only", "Windows authentication only: no token is accepted") { Behavior = Refusals.WindowsOnlyAsync },
        new("sign-in-203", "A sign-in page with status 203 in place of JSON") { Behavior = Intermediaries.SignInPageAsync },
        new("sign-in-302", "302 to the product's own sign-in page") { Behavior = Redirects.ToProductSignInAsync },
        new("not-a-member", "401: the account is no member here") { Behavior = Refusals.NotAMemberAsync },
        new("global-token", "401: tokens for all organizations are refused") { Behavior = Refusals.GlobalTokenAsync },
        new("conditional-access", "403 VS403463: a conditional access policy") { Behavior = Refusals.ConditionalAccessAsync },
        new("no-repository-permission", "403: the account may not read repositories") { Behavior = Refusals.NoRepositoryPermissionAsync },
        new("git-refused", "Git refuses a token that the REST API accepts") { Behavior = Refusals.GitAsync },
        new("no-private-targets", "400: webhooks to loopback and private addresses are refused") { RefusesPrivateTargets = true },
        new("disabled-again", "200 and disabledBySystem: subscriptions can't be enabled") { DisablesReplacedSubscriptions = true },
        new("no-permission-query", "404: who may create webhooks is not told") { Behavior = Refusals.PermissionQueryAsync },
    ];

    private static IReadOnlyList<Scene> ContentScenes =>
    [
        new("without-projects", "A collection without projects") { Content = Servers.WithoutProjects },
        new("without-repositories", "Projects without repositories") { Content = Servers.WithoutRepositories },
        new("tfvc-only", "Projects that use TFVC alone") { Content = Servers.TfvcOnly },
    ];

    private static IReadOnlyList<Scene> LinkScenes =>
    [
        new("localhost-links", "Every link leads to localhost") { PublicUrl = WrongPublicUrls.Localhost },
        new("other-host-links", "Every link leads to another host") { PublicUrl = WrongPublicUrls.OtherHost },
        new("other-port-links", "Every link leads to another port") { PublicUrl = WrongPublicUrls.OtherPort },
        new("http-links", "Every link leads to http") { PublicUrl = WrongPublicUrls.Http },
    ];

    private static IReadOnlyList<Scene> PartialHangScenes =>
    [
        new("hang-identity", "Does not answer who the token is") { Behavior = BrokenResponses.HangWhen(context => context.HasCredential() && context.PathEndsWith("/connectionData")) },
        new("hang-version", "Does not answer OPTIONS") { Behavior = BrokenResponses.HangWhen(context => HttpMethods.IsOptions(context.Request.Method)) },
        new("hang-projects", "Does not list its projects") { Behavior = BrokenResponses.HangWhen(context => context.PathEndsWith("/_apis/projects")) },
        new("hang-repositories", "Does not list its repositories") { Behavior = BrokenResponses.HangWhen(context => context.PathEndsWith("/_apis/git/repositories")) },
        new("hang-git", "Does not answer Git") { Behavior = BrokenResponses.HangWhen(context => context.PathEndsWith("/info/refs")) },
        new("hang-permissions", "Does not answer who may do what") { Behavior = BrokenResponses.HangWhen(context => context.PathContains("/_apis/permissions/")) },
    ];
}
