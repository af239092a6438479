using Microsoft.AspNetCore.Http.Features;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>An emulated server or scene, reached by its host name or, on a loopback name, below its mount path.</summary>
internal sealed record Site
{
    public required string Name { get; init; }
    public required string HostName { get; init; }

    /// <summary>The port of the realistic address.</summary>
    public int Port { get; init; } = 443;
    public string Scheme { get; init; } = Uri.UriSchemeHttps;

    /// <summary>Below the realistic name: empty, or <c>/tfs</c>.</summary>
    public string VirtualDirectory { get; init; } = "";

    /// <summary>The path below loopback names: empty for the main server.</summary>
    public required string Mount { get; init; }
    public required ServerProduct Product { get; init; }
    public required IServerContent Content { get; init; }
    public CloudService Service { get; init; }

    /// <summary>Set on sites with an organization's legacy host name.</summary>
    public string? LegacyOrganization { get; init; }
    public Scene? Scene { get; init; }

    /// <summary>Null for a site without delay.</summary>
    public NetworkConditions? Network { get; init; }
    public Uri PublicUrl => new($"{Scheme}://{HostName}{(IsDefaultPort ? "" : $":{Port}")}{VirtualDirectory}");

    /// <summary>The level whose operations are available.</summary>
    public HostLevels Level(bool isInCollection) => Service == CloudService.Accounts
        ? isInCollection ? HostLevels.OrganizationAccounts : HostLevels.Accounts
        : isInCollection ? HostLevels.Collection : HostLevels.Server;

    /// <summary>The levels in the table of locations: a server describes itself and its collections together.</summary>
    public HostLevels Levels(bool isInCollection) => Service == CloudService.Accounts ? Level(isInCollection) : HostLevels.Both;

    private bool IsDefaultPort => Port == (Scheme == Uri.UriSchemeHttps ? 443 : 80);
}

internal static class SiteContext
{
    /// <summary>Stores the site of the request; its virtual directory becomes the path base.</summary>
    public static void SetSite(this HttpContext context, Site site)
    {
        var request = context.Request;
        var requested = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        context.Features.Set(site);
        context.Features.Set(new SiteLinks(site.Scene?.PublicUrl?.Invoke(request) ?? requested)
        {
            Cloud = site.Service == CloudService.None ? null : CloudUrls.For(request),
        });
    }

    /// <summary>Changes the URL that links begin with.</summary>
    public static void SetLinkRoot(this HttpContext context, string root) => context.Features.Set(context.Links() with { Root = root });

    public static Site Site(this HttpContext context) => context.Features.GetRequiredFeature<Site>();

    public static SiteLinks Links(this HttpContext context) => context.Features.GetRequiredFeature<SiteLinks>();
}
