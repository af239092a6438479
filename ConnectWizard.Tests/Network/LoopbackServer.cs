using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ConnectWizard.Network;

/// <summary>A real HTTP server on a free port of 127.0.0.1 that answers as a test says, and keeps what it was asked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, ConcurrentQueue<string> hosts)
    {
        _application = application;
        Hosts = hosts;
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Port = new Uri(address).Port;
    }

    public int Port { get; }

    /// <summary>The Host header of each request.</summary>
    public ConcurrentQueue<string> Hosts { get; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var application = builder.Build();
        var hosts = new ConcurrentQueue<string>();
        application.Run(context =>
        {
            hosts.Enqueue(context.Request.Host.Value ?? "");
            return answer(context);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new LoopbackServer(application, hosts);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
