namespace ConnectWizard.Connections.Addresses;

/// <summary>Hosts that are never an Azure DevOps Server: other Git providers, and services that only forward to another address.</summary>
internal static class ForeignHosts
{
    // A name counts for its subdomains too.
    private static readonly (string Domain, string Name)[] Providers =
    [
        ("github.com", "GitHub"), ("githubusercontent.com", "GitHub"), ("github.io", "GitHub"), ("github.dev", "GitHub"), ("ghe.com", "GitHub"),
        ("gitlab.com", "GitLab"), ("gitlab.io", "GitLab"), ("bitbucket.org", "Bitbucket"), ("codeberg.org", "Codeberg"), ("gitea.com", "Gitea"),
        ("gitee.com", "Gitee"), ("sr.ht", "SourceHut"), ("sourceforge.net", "SourceForge"), ("huggingface.co", "Hugging Face"),
        ("source.developers.google.com", "Google Cloud Source Repositories"), ("googlesource.com", "Google Git"), ("amazonaws.com", "AWS"),
    ];

    private static readonly string[] Forwarders =
    [
        "safelinks.protection.outlook.com", "safelink.emails.azure.net", "safelinks.office.net", "statics.teams.cdn.office.net", "outlook.office.com",
        "outlook.office365.com", "urldefense.proofpoint.com", "urldefense.com", "urldefense.us", "mimecast.com", "mimecastprotect.com", "cudasvc.com",
        "protect.checkpoint.com", "secure-web.cisco.com", "protection.sophos.com", "trendmicro.com", "fireeye.com", "esvalabs.com", "postoffice.net",
        "slack-redir.net", "l.facebook.com", "l.workplace.com", "www.google.com", "www.bing.com", "web.archive.org", "sendgrid.net", "mandrillapp.com",
        "bit.ly", "tinyurl.com", "t.co", "aka.ms", "goo.gl", "lnkd.in", "ow.ly", "rb.gy", "is.gd", "buff.ly", "cutt.ly", "t.ly",
        "login.microsoftonline.com", "login.live.com", "login.windows.net",
    ];

    public static ParsedForeign? Find(string host)
    {
        if (Array.Find(Providers, provider => IsBelow(host, provider.Domain)).Name is { } name)
            return new ParsedForeign(name, IsForwarder: false);
        return IsForwarder(host) ? new ParsedForeign(host.TrimEnd('.').ToLowerInvariant(), IsForwarder: true) : null;
    }

    public static bool IsForwarder(string host) => Array.Exists(Forwarders, domain => IsBelow(host, domain));

    private static bool IsBelow(string host, string domain)
    {
        var name = host.TrimEnd('.');
        return UrlFamilies.Same(name, domain) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
    }
}
