using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using AzureDevOpsEmulator.Git;
using AzureDevOpsEmulator.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ConnectWizard.Emulator.Git;

/// <summary>Repositories over real smart HTTP on a free loopback port.</summary>
internal sealed class GitHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _protocols = new();
    private readonly WebApplication _app;

    private GitHost(WebApplication app, GitRepository repository)
    {
        _app = app;
        app.MapGet("/repository/info/refs", (HttpContext http) =>
        {
            _protocols.Enqueue(Protocol(http));
            http.Response.ContentType = GitServer.AdvertisementContentType;
            return GitServer.AdvertiseAsync(repository, Protocol(http), filters: true, http.Response.Body, http.RequestAborted);
        });
        app.MapPost("/repository/git-upload-pack", (HttpContext http) => UploadPackAsync(http, repository));
    }

    public string Url => _app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/repository";

    /// <summary>The Git-Protocol headers seen.</summary>
    public IReadOnlyCollection<string> Protocols => _protocols;

    /// <summary>Speaks TLS if there are certificates, else plain HTTP.</summary>
    public static async Task<GitHost> StartAsync(GitRepository repository, CancellationToken ct, CertificateFolder? certificates = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificates is not null)
                listen.UseHttps(https => https.ServerCertificateSelector = (_, name) => certificates.ContextFor(CertificateKind.Trusted, name ?? "localhost").TargetCertificate);
        }));
        var host = new GitHost(builder.Build(), repository);
        await host._app.StartAsync(ct);
        return host;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Protocol(HttpContext http) => http.Request.Headers["Git-Protocol"].ToString();

    private static async Task UploadPackAsync(HttpContext http, GitRepository repository)
    {
        var body = http.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(http.Request.Body, CompressionMode.Decompress)
            : http.Request.Body;
        http.Response.ContentType = GitServer.ResultContentType;
        try
        {
            await GitServer.UploadPackAsync(repository, Protocol(http), body, http.Response.Body, http.RequestAborted);
        }
        catch (GitProtocolException)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
