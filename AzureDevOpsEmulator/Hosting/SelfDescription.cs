using System.Text.Json;
using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Cloud;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>
/// <c>GET /_emulator</c> on a loopback name: the servers, tokens, scenes and the cloud, with addresses that any client can reach as they are.
/// </summary>
internal sealed class SelfDescription(EmulatorMap map, TokenDirectory tokens, CloudParts cloud)
{
    private static readonly JsonSerializerOptions Readable = new(WireJson.Options) { WriteIndented = true };

    public static bool IsMeant(HttpContext context) =>
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
                cloud = CloudDescription.Of(cloud, root),
                world = new Uri(root, WorldPage.WorldSite.Root),
                certificateAuthorityFile = map.CertificateAuthorityFile,
                connectTo = map.Endpoints.Select(endpoint => $"{endpoint.Host}:{endpoint.Port}:{endpoint.Target}"),
            },
            Readable,
            context.RequestAborted);
    }

    /// <summary>Without the slash at the end, for a path to be put behind it.</summary>
    private static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');
}
