using AzureDevOpsEmulator.Tls;

namespace AzureDevOpsEmulator.Scenes;

/// <summary>All scenes.</summary>
internal static class SceneTable
{
    public static IReadOnlyList<Scene> All { get; } =
    [
        // Other products and releases.
        new("not-azure-devops", "An ordinary web site") { Behaviour = ForeignSites.CompanyWebsiteAsync },
        new("tfs-2018", "Team Foundation Server 2018") { ServerName = "tfs" },
        new("server-2019", "Azure DevOps Server 2019") { ServerName = "old" },

        // A public URL that was set wrongly.
        new("localhost-links", "Every link leads to localhost") { PublicUrl = WrongPublicUrls.Localhost },
        new("other-host-links", "Every link leads to another host") { PublicUrl = WrongPublicUrls.OtherHost },
        new("http-links", "Every link leads to http") { PublicUrl = WrongPublicUrls.Http },

        // A server that is not well.
        new("stopped-collection", "503 with a byte order mark in the JSON") { Behaviour = Outages.StoppedCollectionAsync },
        new("server-error", "500 on every REST call") { Behaviour = Outages.ServerErrorAsync },
        new("throttled", "429 with Retry-After on every REST call") { Behaviour = Outages.ThrottledAsync },

        // Something in front of the server.
        new("html-200", "A portal's page with status 200 in place of JSON") { Behaviour = ForeignSites.PortalPageAsync },
        new("sign-in-203", "A sign-in page with status 203 in place of JSON") { Behaviour = ForeignSites.SignInPageAsync },
        new("redirect", "302 to a sign-in page on another host") { Behaviour = ForeignSites.RedirectToSignInAsync },

        // Ways to sign in that leave personal access tokens out.
        new("iis-basic", "IIS Basic authentication is on: no token is accepted") { Behaviour = SignInSetups.IisBasicAsync },
        new("windows-only", "Windows authentication only: no token is accepted") { Behaviour = SignInSetups.WindowsOnlyAsync },

        // Answers that are no good.
        new("broken-json", "JSON that stops in the middle") { Behaviour = BadBodies.BrokenJsonAsync },
        new("oversize", "JSON without an end") { Behaviour = BadBodies.EndlessJsonAsync },
        new("drip", "One byte a second") { Behaviour = BadBodies.DripAsync },
        new("hang", "Takes the request and never answers") { Behaviour = BadBodies.HangAsync },

        // Certificates.
        new("self-signed", "The certificate is signed by itself") { Certificate = CertificateKind.SelfSigned },
        new("other-authority", "The certificate is of an authority that nobody knows") { Certificate = CertificateKind.OtherAuthority },
        new("expired-certificate", "The certificate has expired") { Certificate = CertificateKind.Expired },
        new("wrong-name", "The certificate is for another name") { Certificate = CertificateKind.WrongName },

        // Below HTTP.
        new("hang-before-tls", "Accepts the connection and says nothing") { Raw = RawListenerKind.HangBeforeTls },
        new("hang-after-tls", "Finishes the TLS handshake and says nothing") { Raw = RawListenerKind.HangAfterTls },
        new("plain-http-on-tls-port", "Answers a TLS hello in plain HTTP") { Raw = RawListenerKind.PlainHttpOnTlsPort },
        new("old-tls", "Refuses every TLS version that is still in use") { Raw = RawListenerKind.OldProtocolOnly },
        new("reset", "Resets the connection") { Raw = RawListenerKind.Reset },
        new("reset-after-tls", "Resets the connection after the TLS handshake") { Raw = RawListenerKind.ResetAfterTls },
        new("refused", "Nobody listens") { Raw = RawListenerKind.Closed },
    ];
}
