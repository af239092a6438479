namespace AzureDevOpsEmulator.Hosting;

/// <summary><c>GET /_emulator</c> on a loopback name: servers, tokens, scenes and the cloud, with direct addresses.</summary>
internal sealed class DescriptionEndpoint(EndpointMap map, TokenStore tokens, CloudState cloud)
{
    private static readonly JsonSerializerOptions Readable = new(WireJson.Options) { WriteIndented = true };

    public static bool Handles(HttpContext context) =>
        context.Request.Path.Equals("/_emulator", StringComparison.OrdinalIgnoreCase) && SiteMap.IsLoopback(context.Request.Host.Host);

    public Task WriteAsync(HttpContext context)
    {
        var root = new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        return context.Response.WriteAsJsonAsync(
            new
            {
                servers = map.Servers(root).Select(server => new
                {
                    server.Name,
                    baseUrl = Text(server.DirectUrl),
                    server.Version,
                    server.Collections,
                    server.ApiVersion,
                    realisticUrl = Text(server.BaseUrl),
                }),
                tokens = tokens.All.Select(token => new { token.Name, token.Value, token.Description }),
                scenes = map.Scenes(root).Select(scene => new
                {
                    scene.Name,
                    url = Text(scene.DirectUrl),
                    scene.Description,
                    scene.Token,
                    realisticUrl = Text(scene.Url),
                }),
                cloud = CloudDescription.Create(cloud, root),
                world = new Uri(root, WorldPage.WorldPageEndpoint.Root),
                certificateAuthorityFile = map.CertificateAuthorityFile,
                connectTo = map.Endpoints.Select(endpoint => $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target}"),
            },
            Readable,
            context.RequestAborted);
    }

    /// <summary>Without the trailing slash, so that a path can follow.</summary>
    private static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');
}

/// <summary>The addresses of all sites, once the ports are known.</summary>
internal sealed class EndpointMap(SiteMap sites, Listeners listeners, RawListeners raw, CertificateFolder certificates)
{
    public string CertificateAuthorityFile { get; } = certificates.AuthorityFile;

    public IReadOnlyList<EmulatedEndpoint> Endpoints =>
        [.. sites.Sites.SelectMany(EndpointsOf)];

    /// <param name="root">The address of the emulator as the caller knows it.</param>
    public IReadOnlyList<EmulatedServer> Servers(Uri root) =>
    [
        .. sites.Servers.Select(site => new EmulatedServer(
            site.Name, site.HostName, site.PublicUrl, new Uri(root, site.Mount), site.Product.Name, site.Product.Released.ToString(),
            [.. site.Content.Collections.Select(collection => collection.Name)])),
    ];

    /// <inheritdoc cref="Servers"/>
    public IReadOnlyList<EmulatedScene> Scenes(Uri root) =>
    [
        .. SiteCatalog.SceneSites.Select(site => new EmulatedScene(
            site.Name, site.PublicUrl, DirectUrl(site, root), site.Scene!.Description, site.Scene.Token)),
    ];

    private Uri DirectUrl(Site site, Uri root)
    {
        if (site.Scene?.Raw is { } kind)
            return new Uri($"{site.Scheme}://127.0.0.1:{raw.Port(kind)}");

        return listeners.EndpointOf(site) is { } own ? new Uri($"https://localhost:{own.Port}") : new Uri(root, site.Mount);
    }

    private IEnumerable<EmulatedEndpoint> EndpointsOf(Site site)
    {
        if (site.Scene?.Raw is { } kind)
            return [new EmulatedEndpoint(site.HostName, site.Port, new IPEndPoint(IPAddress.Loopback, raw.Port(kind)))];

        List<EmulatedEndpoint> endpoints =
        [
            new(site.HostName, 443, listeners.EndpointOf(site) ?? listeners.Https),
            new(site.HostName, 80, listeners.Http),
        ];
        if (site.Port is not (443 or 80))
            endpoints.Add(new EmulatedEndpoint(site.HostName, site.Port, listeners.Http));
        return endpoints;
    }
}
