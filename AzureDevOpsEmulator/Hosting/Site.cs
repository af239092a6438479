namespace AzureDevOpsEmulator.Hosting;

/// <summary>
/// One emulated server or scene: what a host name of SpaceTech's leads to. Clients that cannot send that name reach it on a loopback
/// name under a virtual directory of its own.
/// </summary>
internal sealed record Site
{
    public required string Name { get; init; }

    public required string HostName { get; init; }

    /// <summary>Where a client with the realistic name connects to.</summary>
    public int Port { get; init; } = 443;

    public string Scheme { get; init; } = Uri.UriSchemeHttps;

    /// <summary>The virtual directory under the realistic name: empty, or <c>/tfs</c>.</summary>
    public string VirtualDirectory { get; init; } = "";

    /// <summary>The virtual directory under loopback names: empty for the main server.</summary>
    public required string Mount { get; init; }

    public required ServerProduct Product { get; init; }

    public required IServerContent Content { get; init; }

    /// <summary>Which service of the cloud it is; none for a server of the company's own.</summary>
    public CloudService Service { get; init; }

    /// <summary>The organization whose old host name this is; null for all other sites.</summary>
    public string? LegacyOrganization { get; init; }

    /// <summary>What is wrong with this site, if it is a scene.</summary>
    public Scene? Scene { get; init; }

    /// <summary>How slow it is; null for one that answers as fast as it can.</summary>
    public NetworkConditions? Network { get; init; }

    public Uri PublicUrl => new($"{Scheme}://{HostName}{(IsDefaultPort ? "" : $":{Port}")}{VirtualDirectory}");

    /// <summary>Which operations there are: those of a server or collection, or of another service.</summary>
    public HostLevels Level(bool isInCollection) => Service == CloudService.Accounts
        ? isInCollection ? HostLevels.OrganizationAccounts : HostLevels.Accounts
        : isInCollection ? HostLevels.Collection : HostLevels.Server;

    /// <summary>What the table of resources covers: a server describes itself and its collections at once.</summary>
    public HostLevels Levels(bool isInCollection) => Service == CloudService.Accounts ? Level(isInCollection) : HostLevels.Both;

    private bool IsDefaultPort => Port == (Scheme == Uri.UriSchemeHttps ? 443 : 80);
}

/// <summary>What is known of a request once its site has been found.</summary>
internal static class SiteContext
{
    private static readonly object SiteKey = new();
    private static readonly object LinksKey = new();

    /// <summary>Remembers the site; the part of the path that belongs to its virtual directory becomes the path base.</summary>
    public static void SetSite(this HttpContext context, Site site)
    {
        var request = context.Request;
        var asked = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        context.Items[SiteKey] = site;
        context.Items[LinksKey] = new SiteLinks(site.Scene?.PublicUrl?.Invoke(request) ?? asked)
        {
            Cloud = site.Service == CloudService.None ? null : CloudUrls.For(request),
        };
    }

    /// <summary>From now on, links begin with another address than the one that was asked.</summary>
    public static void SetLinkRoot(this HttpContext context, string root) => context.Items[LinksKey] = context.Links() with { Root = root };

    public static Site Site(this HttpContext context) =>
        context.Items[SiteKey] as Site ?? throw new InvalidOperationException("The request has not entered a site.");

    public static SiteLinks Links(this HttpContext context) =>
        context.Items[LinksKey] as SiteLinks ?? throw new InvalidOperationException("The request has not entered a site.");
}
