using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Network;

public sealed class TlsConnectorTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task A_certificate_of_an_authority_in_the_configuration_is_accepted_for_its_name()
    {
        using var certificate = _certificates.Issue("azure.example");
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("ok", Ct), certificate);
        await using var services = Services(server.Port, _certificates.AuthorityFile);

        using var request = new HttpRequestMessage(HttpMethod.Get, "https://azure.example/");
        using var response = await services.GetRequiredService<OutboundHttp>().SendAsync(request, TimeSpan.FromSeconds(30), Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_certificate_for_an_address_is_accepted_for_it()
    {
        using var certificate = _certificates.Issue("127.0.0.1");
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        await using var services = NetworkUnderTest.Build(null, ("Network:AllowedNetworks:0", "127.0.0.1"), ("Network:TrustedCertificates:0", _certificates.AuthorityFile));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{server.Port}/");
        using var response = await services.GetRequiredService<OutboundHttp>().SendAsync(request, TimeSpan.FromSeconds(30), Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_certificate_is_untrusted_without_the_authority()
    {
        using var certificate = _certificates.Issue("azure.example");

        var failure = await FailureAsync(certificate, authority: null);

        failure.Kind.ShouldBe(NetworkFailureKind.TlsUntrusted);
        failure.Certificate!.Issuer.ShouldBe("CN=Test Authority");
        failure.Certificate.Names.ShouldBe(["azure.example"]);
        failure.Certificate.Chain[0].ShouldBe("CN=azure.example");
    }

    [Fact]
    public async Task An_authority_does_not_excuse_a_wrong_name()
    {
        using var certificate = _certificates.Issue("other.example");

        var failure = await FailureAsync(certificate, _certificates.AuthorityFile);

        failure.Kind.ShouldBe(NetworkFailureKind.TlsWrongName);
        failure.Certificate!.Names.ShouldBe(["other.example"]);
    }

    [Fact]
    public async Task A_certificate_past_its_date_is_told_so_whether_its_authority_is_known_or_not()
    {
        using var certificate = _certificates.Issue("azure.example", isExpired: true);

        (await FailureAsync(certificate, _certificates.AuthorityFile)).Kind.ShouldBe(NetworkFailureKind.TlsExpired);
        (await FailureAsync(certificate, authority: null)).Kind.ShouldBe(NetworkFailureKind.TlsExpired);
    }

    [Fact]
    public async Task A_certificate_signed_by_itself_is_told_so()
    {
        using var certificate = TestCertificates.SelfSigned("azure.example");

        (await FailureAsync(certificate, _certificates.AuthorityFile)).Kind.ShouldBe(NetworkFailureKind.TlsSelfSigned);
    }

    [Fact]
    public async Task Addresses_in_a_stranger_s_certificate_are_not_called()
    {
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        using var certificate = TestCertificates.IssueElsewhere("azure.example", ((IPEndPoint)canary.LocalEndpoint).Port);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        // Offline, or the server itself would look for its issuer at the canary.
        var context = SslStreamCertificateContext.Create(certificate, null, offline: true);
        var talk = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Ct);
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, Ct);
            _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, Ct);
        }, Ct);
        await using var services = Services(((IPEndPoint)listener.LocalEndpoint).Port, _certificates.AuthorityFile);

        (await HandshakeAsync(services)).Kind.ShouldBe(NetworkFailureKind.TlsUntrusted);

        canary.Pending().ShouldBeFalse();
        await Task.WhenAny(talk); // Whether it saw the alert or the end first is of no interest.
    }

    [Theory]
    [InlineData("15030300020246", NetworkFailureKind.TlsProtocol)] // alert: protocol_version
    [InlineData("15030300020228", NetworkFailureKind.TlsProtocol)] // alert: handshake_failure
    [InlineData("15030300020250", NetworkFailureKind.TlsFailed)] // alert: internal_error
    [InlineData("160301002a02000026030100", NetworkFailureKind.TlsProtocol)] // a hello of TLS 1.0
    [InlineData("485454502f312e3120343030204261642052657175657374", NetworkFailureKind.TlsFailed)] // "HTTP/1.1 400 Bad Request"
    [InlineData("", NetworkFailureKind.Reset)]
    public async Task What_the_other_side_says_first_tells_why_a_handshake_failed(string hexadecimal, NetworkFailureKind kind)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(Ct);
            _ = await client.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, Ct);
            await client.GetStream().WriteAsync(Convert.FromHexString(hexadecimal), Ct);
        }, Ct);
        await using var services = Services(((IPEndPoint)listener.LocalEndpoint).Port, authority: null);

        (await HandshakeAsync(services)).Kind.ShouldBe(kind);
        await talk;
    }

    [Fact]
    public async Task An_answer_that_is_no_tls_is_quoted()
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        await using var services = Services(server.Port, authority: null);

        (await HandshakeAsync(services)).Detail.ShouldBe("The answer is no TLS: HTTP/1.1 40");
    }

    private static async Task<NetworkFailure> FailureAsync(X509Certificate2 certificate, string? authority)
    {
        await using var server = await LoopbackServer.StartAsync(_ => Task.CompletedTask, certificate);
        await using var services = Services(server.Port, authority);
        return await HandshakeAsync(services);
    }

    private static async Task<NetworkFailure> HandshakeAsync(IServiceProvider services)
    {
        var dialer = services.GetRequiredService<OutboundDialer>();
        var route = await dialer.ResolveAsync("azure.example", 443, Ct);
        var connection = await dialer.ConnectAsync(route, Ct);
        var tls = services.GetRequiredService<TlsConnector>();
        return (await Should.ThrowAsync<NetworkException>(() => tls.HandshakeAsync(connection, route, Ct))).Failure;
    }

    private static ServiceProvider Services(int port, string? authority)
    {
        var connectTo = ("Network:ConnectTo:0", string.Create(CultureInfo.InvariantCulture, $"azure.example:443:127.0.0.1:{port}"));
        return authority is null
            ? NetworkUnderTest.Build(null, connectTo)
            : NetworkUnderTest.Build(null, connectTo, ("Network:TrustedCertificates:0", authority));
    }
}
