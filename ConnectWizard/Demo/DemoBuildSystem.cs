using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ConnectWizard.Demo;

/// <summary>
/// A build system that builds nothing: it receives build requests on a port of its own, verifies their signatures, and stores them for the page that
/// shows them.
/// </summary>
internal sealed class DemoBuildSystem : IAsyncDisposable
{
    private const string Path = "/builds";
    private const int MaxBodyBytes = 64 * 1024;

    private readonly WebApplication _application;

    private DemoBuildSystem(WebApplication application, DemoBuilds builds)
    {
        (_application, Builds) = (application, builds);
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Url = new Uri(new Uri(address), Path);
    }

    /// <summary>Where it receives build requests.</summary>
    public Uri Url { get; }

    public DemoBuilds Builds { get; }

    public static async Task<DemoBuildSystem> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        var application = builder.Build();
        var builds = new DemoBuilds(folder);
        application.MapPost(Path, context => ReceiveAsync(context, builds));
        await application.StartAsync(cancellationToken);
        return new DemoBuildSystem(application, builds);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task ReceiveAsync(HttpContext context, DemoBuilds builds)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var secret = (await File.ReadAllTextAsync(builds.SecretFile, context.RequestAborted)).Trim();
        var (headers, body, now) = (context.Request.Headers, buffer.ToArray(), DateTimeOffset.UtcNow);
        var isGenuine = SignatureCheck.IsGenuine(
            secret, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body, now);
        var build = DemoBuildBody.Read(body, isGenuine, now);
        if (build is not null)
            builds.Add(build);
        context.Response.StatusCode = (build, isGenuine) switch
        {
            (null, _) => StatusCodes.Status400BadRequest,
            (_, false) => StatusCodes.Status401Unauthorized,
            ({ IsRefused: true }, _) => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status202Accepted,
        };
    }
}
