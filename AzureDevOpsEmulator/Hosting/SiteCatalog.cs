namespace AzureDevOpsEmulator.Hosting;

/// <summary>The sites of every emulator: servers, scenes and the cloud.</summary>
internal static class SiteCatalog
{
    private const string Domain = "spacetech.example";
    private static readonly Site Main = CreateServer("azure", "", ServerProduct.Server2022Update1) with { Content = Servers.Main };

    public static IReadOnlyList<Site> ServerSites { get; } =
    [
        Main,
        CreateServer("devops", "/tfs", ServerProduct.Server2020) with { VirtualDirectory = "/tfs", Content = Servers.Departments("devops") },
        CreateServer("code", "/server-2022", ServerProduct.Server2022) with { Content = Servers.Departments("code") },
        CreateServer("next", "/server-next", ServerProduct.Newest) with { Content = Servers.Programme("next") },
        CreateServer("old", "/server-2019", ServerProduct.Server2019) with { Content = Servers.Legacy("old") },
        CreateServer("tfs", "/tfs-2018", ServerProduct.Tfs2018) with
        {
            // The default installation: no TLS, its own port and virtual directory.
            Scheme = Uri.UriSchemeHttp,
            Port = 8080,
            VirtualDirectory = "/tfs",
            Content = Servers.Legacy("tfs"),
        },
    ];

    public static IReadOnlyList<Site> SceneSites { get; } = [.. SceneTable.All.Select(CreateScene)];

    /// <summary>The sites whose repositories can be pushed to: the servers, and the cloud under its current name.</summary>
    public static IReadOnlyList<Site> WritableSites { get; } = [.. ServerSites, CloudSites.All[0]];
    public static IReadOnlyList<Site> All { get; } = [.. ServerSites, .. SceneSites, .. CloudSites.All];

    private static Site CreateScene(Scene scene)
    {
        var server = ServerSites.SingleOrDefault(site => site.Name == scene.ServerName) ?? Main;
        return server with
        {
            Name = scene.Name,
            HostName = $"{scene.Name}.{Domain}",
            Scheme = scene.PlainPort is null ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
            Port = scene.PlainPort ?? 443,
            Product = scene.Product ?? server.Product,
            Content = scene.Content ?? server.Content,
            Mount = "/scenes/" + scene.Name,
            Scene = scene,
        };
    }

    private static Site CreateServer(string name, string mount, ServerProduct product) => new()
    {
        Name = name,
        HostName = $"{name}.{Domain}",
        Mount = mount,
        Product = product,
        Content = Servers.Main,
    };
}

internal static class ScaleSite
{
    public static IEnumerable<Site> Of(EmulatorSettings settings)
    {
        if (settings.Scale is { } scale)
        {
            yield return new Site
            {
                Name = "fleet",
                HostName = "fleet.spacetech.example",
                Mount = "/server-fleet",
                Product = ServerProduct.Server2022Update1,
                Content = new ScaledServerContent(scale),
                Network = new NetworkConditions(scale.Delay, scale.BytesPerSecond, settings.TimeProvider),
            };
        }
    }
}
