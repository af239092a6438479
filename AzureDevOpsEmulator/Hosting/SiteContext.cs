using AzureDevOpsEmulator.Cloud;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>What is known of a request once its site has been found.</summary>
internal static class SiteContext
{
    private static readonly object SiteKey = new();
    private static readonly object LinksKey = new();

    /// <summary>Remembers the site; the part of the path that belongs to its virtual directory becomes the path base.</summary>
    public static void EnterSite(this HttpContext context, Site site)
    {
        var request = context.Request;
        var asked = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        context.Items[SiteKey] = site;
        context.Items[LinksKey] = new SiteLinks(site.Scene?.PublicUrl?.Invoke(request) ?? asked)
        {
            Cloud = site.Service == CloudService.None ? null : CloudAddresses.For(request),
        };
    }

    /// <summary>From now on, links begin with another address than the one that was asked.</summary>
    public static void RootLinksAt(this HttpContext context, string root) => context.Items[LinksKey] = context.Links() with { Root = root };

    public static Site Site(this HttpContext context) =>
        context.Items[SiteKey] as Site ?? throw new InvalidOperationException("The request has not entered a site.");

    public static SiteLinks Links(this HttpContext context) =>
        context.Items[LinksKey] as SiteLinks ?? throw new InvalidOperationException("The request has not entered a site.");
}
