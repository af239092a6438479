using System.Net;
using AzureDevOpsEmulator.Tls;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Which site is where, once the ports are known.</summary>
internal sealed class EmulatorMap(SiteMap sites, Listeners listeners, RawListeners raw, CertificateFolder certificates)
{
    public string CertificateAuthorityFile { get; } = certificates.AuthorityFile;

    public IReadOnlyList<EmulatedEndpoint> Endpoints =>
        [.. sites.Sites.SelectMany(EndpointsOf)];

    /// <param name="root">The address of the emulator as the one who asks knows it.</param>
    public IReadOnlyList<EmulatedServer> Servers(Uri root) =>
    [
        .. sites.Servers.Select(site => new EmulatedServer(
            site.Name, site.HostName, site.PublicUrl, new Uri(root, site.Mount), site.Product.Name, site.Product.Released.ToString(),
            [.. site.Content.Collections.Select(collection => collection.Name)])),
    ];

    /// <inheritdoc cref="Servers"/>
    public IReadOnlyList<EmulatedScene> Scenes(Uri root) =>
    [
        .. SiteCatalogue.SceneSites.Select(site => new EmulatedScene(
            site.Name, site.PublicUrl, DirectUrl(site, root), site.Scene!.Description, site.Scene.Token)),
    ];

    private Uri DirectUrl(Site site, Uri root)
    {
        if (site.Scene?.Raw is { } kind)
            return new Uri($"{site.Scheme}://127.0.0.1:{raw.Port(kind)}");

        return listeners.DedicatedTo(site) is { } own ? new Uri($"https://localhost:{own.Port}") : new Uri(root, site.Mount);
    }

    private IEnumerable<EmulatedEndpoint> EndpointsOf(Site site)
    {
        if (site.Scene?.Raw is { } kind)
            return [new EmulatedEndpoint(site.HostName, site.Port, new IPEndPoint(IPAddress.Loopback, raw.Port(kind)))];

        List<EmulatedEndpoint> endpoints =
        [
            new(site.HostName, 443, listeners.DedicatedTo(site) ?? listeners.Https),
            new(site.HostName, 80, listeners.Http),
        ];
        if (site.Port is not (443 or 80))
            endpoints.Add(new EmulatedEndpoint(site.HostName, site.Port, listeners.Http));
        return endpoints;
    }
}
