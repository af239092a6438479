using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

internal static class ServicesHosts
{
    private const string Current = "dev.azure.com";
    private const string Legacy = ".visualstudio.com";
    private const string LegacySsh = "vs-ssh";

    private static readonly HashSet<string> Reserved =
        new(StringComparer.OrdinalIgnoreCase) { "app", "www", "marketplace", "code", "login", "aex", "my", "online", "developercommunity", "docs", "status", "support", "go", "blogs", "start", "feedback" };

    /// <summary><c>spsprodweu1.vssps.visualstudio.com</c>, which sign-ins pass through.</summary>
    private static readonly Regex ScaleUnit =
        new("^(?:sps|tfs|vsrm|aex)prod[a-z]+[0-9]+$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool Contains(string host)
    {
        var name = host.TrimEnd('.');
        return UrlFamilies.Same(name, Current)
            || name.EndsWith("." + Current, StringComparison.OrdinalIgnoreCase)
            || IsLegacy(name);
    }

    private static bool IsLegacy(string name) => name.EndsWith(Legacy, StringComparison.OrdinalIgnoreCase) || UrlFamilies.Same(name, Legacy[1..]);

    public static bool IsSsh(string host) =>
        Contains(host) && host.Split('.')[0] is var label && (UrlFamilies.Same(label, "ssh") || UrlFamilies.Same(label, LegacySsh));

    public static ParsedServices Read(UrlParts parts)
    {
        IReadOnlyList<InputNote> notes = parts.User is null ? [] : [InputNote.Of(InputNoteCode.UserDropped)];
        if ((parts.Scheme == "ssh" || IsSsh(parts.Host)) && UrlFamilies.ReadSsh(parts.Segments) is { } ssh)
            return new ParsedServices(ssh.Owner, ssh.Project, ssh.Repository, notes);
        var path = parts.Segments.Where(part => UrlFamilies.ToName(part).Length > 0).ToArray();
        string? organization = null;
        if (IsLegacy(parts.Host.TrimEnd('.')))
            organization = LegacyOrganization(parts);
        else if (UrlFamilies.Same(parts.Host.Split('.')[0], "aex"))
            organization = null; // A person's own pages.
        else if (path is [var first, ..] && !UrlFamilies.IsMarker(first))
            (organization, path) = (UrlFamilies.ToName(first), path[1..]);
        else if (parts.User is not "git" && OrganizationNames.IsValid(parts.User))
            organization = parts.User;

        if (organization is null)
            return new ParsedServices(null, null, null, notes);
        path = path is [var part, ..] && UrlFamilies.Same(part, UrlFamilies.DefaultCollection) ? path[1..] : path;
        var head = path.TakeWhile(part => !UrlFamilies.IsMarker(part)).ToArray();
        var (project, repository) = UrlFamilies.Read(head, path[head.Length..]);
        return new ParsedServices(organization, project, repository, notes);
    }

    private static string? LegacyOrganization(UrlParts parts)
    {
        var labels = ("." + parts.Host.TrimEnd('.'))[..^Legacy.Length].TrimStart('.').Split('.');
        var organization = !UrlFamilies.Same(labels[0], LegacySsh) ? labels[0] : labels.Length > 1 ? labels[1] : parts.User;
        return string.IsNullOrEmpty(organization) || Reserved.Contains(organization) || ScaleUnit.IsMatch(organization) ? null : organization;
    }
}

/// <summary>No other text becomes part of an address.</summary>
public static class OrganizationNames
{
    public const int MaximumLength = 64;

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaximumLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

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
        "inky.com", "inkyphishfence.com", "emailprotection.link", "go.microsoft.com", "mcas.ms", "translate.goog",
        "bit.ly", "tinyurl.com", "t.co", "aka.ms", "goo.gl", "lnkd.in", "ow.ly", "rb.gy", "is.gd", "buff.ly", "cutt.ly", "t.ly",
        "login.microsoftonline.com", "login.live.com", "login.windows.net",
    ];

    /// <summary>Sites with pages about Azure DevOps, and on which nobody runs a server.</summary>
    private static readonly string[] Sites =
    [
        "microsoft.com", "portal.azure.com", "sharepoint.com", "office.com", "vscode.dev", "slack.com", "google.com", "stackoverflow.com", "atlassian.net", "youtube.com", "linkedin.com", "chatgpt.com",
        "wikipedia.org", "reddit.com", "medium.com", "notion.so", "trello.com", "zoom.us", "discord.com", "dropbox.com", "1drv.ms", "npmjs.com", "nuget.org", "docker.com",
    ];

    public static ParsedForeign? Find(string host)
    {
        if (Array.Find(Providers, provider => IsBelow(host, provider.Domain)).Name is { } name)
            return new ParsedForeign(name, IsForwarder: false);
        return IsForwarder(host) || Array.Exists(Sites, site => IsBelow(host, site))
            ? new ParsedForeign(host.TrimEnd('.').ToLowerInvariant(), IsForwarder(host))
            : null;
    }

    public static bool IsForwarder(string host) => Array.Exists(Forwarders, domain => IsBelow(host, domain));

    private static bool IsBelow(string host, string domain)
    {
        var name = host.TrimEnd('.');
        return UrlFamilies.Same(name, domain) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
    }
}
