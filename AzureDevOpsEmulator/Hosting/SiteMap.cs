namespace AzureDevOpsEmulator.Hosting;

/// <summary>Resolves the site of a request: by port, by host name, or by path on a loopback name.</summary>
internal sealed class SiteMap(IReadOnlyList<Site> sites)
{
    private readonly Dictionary<string, Site> _byHost = sites.ToDictionary(site => site.HostName, StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<Site> _byMountLength = [.. sites.OrderByDescending(site => site.Mount.Length)];
    private readonly Dictionary<int, Site> _byPort = [];

    public IReadOnlyList<Site> Sites { get; } = sites;

    /// <summary>Without scenes and the cloud.</summary>
    public IEnumerable<Site> Servers => Sites.Where(site => site is { Scene: null, Service: CloudService.None });

    /// <summary>Scenes have the main server's collections unless they have their own.</summary>
    public Site SiteOf(TeamProjectCollection collection) =>
        Sites.First(site => site.Content.Collections.Any(known => known.Id == collection.Id));

    public bool KnowsHost(string name) => _byHost.ContainsKey(name);

    public void AssignPort(int port, Site site) => _byPort[port] = site;

    /// <summary>
    /// Moves the site's virtual directory to the path base. Null for an unknown host, and for a path outside a known host's virtual
    /// directory.
    /// </summary>
    public Site? Resolve(HttpContext context)
    {
        var request = context.Request;
        var host = request.Host.Host;
        if (_byPort.TryGetValue(context.Connection.LocalPort, out var dedicated))
            return TryEnter(request, dedicated, IsLoopback(host) ? "" : dedicated.VirtualDirectory);
        if (_byHost.TryGetValue(host, out var named))
            return TryEnter(request, named, named.VirtualDirectory);

        return IsLoopback(host)
            ? _byMountLength.Select(site => TryEnter(request, site, site.Mount)).FirstOrDefault(site => site is not null)
            : null;
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Site? TryEnter(HttpRequest request, Site site, string virtualDirectory)
    {
        if (!request.Path.StartsWithSegments(virtualDirectory, StringComparison.OrdinalIgnoreCase, out var inside, out var rest))
            return null;

        request.PathBase = inside;
        request.Path = rest.HasValue ? rest : "/";
        return site;
    }
}
