using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class ProxyTunnelTests : IDisposable
{
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);

    public ProxyTunnelTests() => _proxy.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _proxy.Dispose();

    [Theory]
    [InlineData("http://azure.example/", "CONNECT azure.example:80 HTTP/1.1")]
    [InlineData("http://tfs.corp:8080/", "CONNECT tfs.corp:8080 HTTP/1.1")]
    [InlineData("http://[2606:4700::1]/", "CONNECT [2606:4700::1]:80 HTTP/1.1")]
    public async Task A_request_goes_through_a_tunnel_and_the_name_is_left_to_the_proxy(string url, string line)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("ok", Ct);
        });
        var resolver = new ScriptedResolver(["8.8.8.8"]);
        await using var services = Services(resolver);
        var asked = ServeAsync("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n", server.Port);

        using var response = await SendAsync(services, url);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await asked).ShouldBe(line);
        resolver.Asked.ShouldBe(0);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "HTTP/1.1 407 Proxy Authentication Required")]
    [InlineData("HTTP/1.0 502 Bad Gateway\r\n\r\n", "HTTP/1.0 502 Bad Gateway")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n", "SSH-2.0-OpenSSH_9.6")]
    [InlineData("", "The proxy's answer is not HTTP.")]
    public async Task A_proxy_that_opens_no_tunnel_is_told_so(string answer, string detail)
    {
        await using var services = Services(null);
        var asked = ServeAsync(answer, port: null);

        var failure = (await Should.ThrowAsync<NetworkException>(() => SendAsync(services, "http://azure.example/"))).Failure;

        failure.Kind.ShouldBe(NetworkFailureKind.ProxyRefused);
        failure.Detail.ShouldBe(detail);
        failure.Proxy!.Host.ShouldBe("127.0.0.1");
        await asked;
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://db.localhost/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://vault.internal/")]
    [InlineData("http://tfs.corp/")]
    [InlineData("http://azure.example:22/")]
    public async Task A_forbidden_address_name_or_port_is_not_asked_of_the_proxy(string url)
    {
        await using var services = Services(null);

        var failure = (await Should.ThrowAsync<NetworkException>(() => SendAsync(services, url))).Failure;

        failure.Kind.ShouldBe(NetworkFailureKind.NotAllowed);
        _proxy.Pending().ShouldBeFalse();
    }

    private ServiceProvider Services(INameResolver? resolver) => NetworkUnderTest.Build(
        resolver, ("Network:AllowedNetworks:0", "tfs.corp:8080"), ("Network:Proxy:Url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_proxy.LocalEndpoint).Port}")));

    private static async Task<HttpResponseMessage> SendAsync(IServiceProvider services, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await services.GetRequiredService<OutboundHttp>().SendAsync(request, TimeSpan.FromSeconds(30), Ct);
    }

    /// <summary>Takes one connection, answers it, and joins it to a server.</summary>
    /// <returns>The first line that came.</returns>
    private async Task<string> ServeAsync(string answer, int? port)
    {
        using var client = await _proxy.AcceptTcpClientAsync(Ct);
        await using var near = client.GetStream();
        var request = new byte[4096];
        var length = await near.ReadAsync(request, Ct);
        await near.WriteAsync(Encoding.ASCII.GetBytes(answer), Ct);
        if (port is { } target)
        {
            using var onwards = new TcpClient();
            await onwards.ConnectAsync(IPAddress.Loopback, target, Ct);
            await using var far = onwards.GetStream();
            var back = far.CopyToAsync(near, Ct);
            var more = await near.ReadAsync(request.AsMemory(length), Ct);
            await far.WriteAsync(request.AsMemory(length, more), Ct);
            await back;
        }

        return Encoding.ASCII.GetString(request, 0, length).Split("\r\n")[0];
    }
}
