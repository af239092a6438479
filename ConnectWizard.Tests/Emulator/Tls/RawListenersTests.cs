using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using AzureDevOpsEmulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Tls;

public sealed class RawListenersTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CertificateFolder _certificates;
    private readonly RawListeners _listeners;

    public RawListenersTests()
    {
        _certificates = CertificateFolder.OpenOrCreate(_folder.Path, TimeProvider.System);
        _listeners = RawListeners.Start(_certificates);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _listeners.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_closed_port_refuses() =>
        (await Should.ThrowAsync<SocketException>(() => ConnectAsync(RawListenerKind.Closed)))
            .SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);

    [Fact]
    public async Task A_silent_port_gives_connecting_no_answer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems refuse when the queue is full.");
        var connecting = ConnectAsync(RawListenerKind.Silent);

        await Should.ThrowAsync<TimeoutException>(() => connecting.WaitAsync(TimeSpan.FromMilliseconds(500), Ct));
    }

    [Theory]
    [InlineData(RawListenerKind.Ssh, "SSH-2.0-")]
    [InlineData(RawListenerKind.TlsOnly, "\u0015\u0003\u0003")]
    public async Task A_port_of_another_protocol_answers_http_in_its_own(RawListenerKind kind, string beginning)
    {
        using var client = await ConnectAsync(kind);
        await client.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Ct);
        var answer = new byte[64];

        var length = await client.ReceiveAsync(answer, Ct);

        Encoding.ASCII.GetString(answer, 0, length).ShouldStartWith(beginning);
    }

    [Fact]
    public async Task A_resetting_port_accepts_and_resets_at_the_first_byte()
    {
        using var client = await ConnectAsync(RawListenerKind.Reset);
        await client.SendAsync(new byte[] { 22 }, Ct);

        var thrown = await Should.ThrowAsync<SocketException>(async () => await client.ReceiveAsync(new byte[1], Ct));

        thrown.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task A_hanging_port_says_nothing_until_it_is_disposed()
    {
        using var client = await ConnectAsync(RawListenerKind.HangBeforeTls);
        await client.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Ct);
        var answer = client.ReceiveAsync(new byte[1], Ct).AsTask();

        answer.IsCompleted.ShouldBeFalse();
        await _listeners.DisposeAsync();

        (await Ended(answer)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_hello_on_the_plain_port_is_answered_in_plain_HTTP()
    {
        using var client = await ConnectAsync(RawListenerKind.PlainHttpOnTlsPort);
        await client.SendAsync(new byte[] { 22, 3, 1, 0, 5, 1, 0, 0, 1, 3 }, Ct);
        using var reader = new StreamReader(new NetworkStream(client), Encoding.ASCII);

        var answer = await reader.ReadToEndAsync(Ct);

        answer.ShouldStartWith("HTTP/1.1 400 Bad Request\r\n");
        answer.ShouldEndWith("</HTML>\r\n");
    }

    [Theory]
    [InlineData(RawListenerKind.PlainHttpOnTlsPort)]
    [InlineData(RawListenerKind.OldProtocolOnly)]
    public async Task A_TLS_client_ends_the_handshake(RawListenerKind kind)
    {
        await using var client = new SslStream(new NetworkStream(await ConnectAsync(kind), ownsSocket: true));

        var thrown = await Should.ThrowAsync<AuthenticationException>(() => client.AuthenticateAsClientAsync(Trusting(), Ct));

        if (OperatingSystem.IsLinux() && kind == RawListenerKind.OldProtocolOnly)
            thrown.ToString().ShouldContain("alert protocol version");
    }

    [Fact]
    public async Task After_the_handshake_one_port_hangs()
    {
        await using var client = await HandshakeAsync(RawListenerKind.HangAfterTls);
        await client.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Ct);
        var answer = client.ReadAsync(new byte[1], Ct).AsTask();

        answer.IsCompleted.ShouldBeFalse();
        await _listeners.DisposeAsync();

        (await Ended(answer)).ShouldBeTrue();
    }

    [Fact]
    public async Task After_the_handshake_another_port_resets()
    {
        await using var client = await HandshakeAsync(RawListenerKind.ResetAfterTls);
        await client.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Ct);

        var thrown = await Should.ThrowAsync<IOException>(() => client.ReadExactlyAsync(new byte[1], Ct).AsTask());

        thrown.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    private async Task<Socket> ConnectAsync(RawListenerKind kind)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _listeners.Port(kind), Ct);
        return socket;
    }

    private async Task<SslStream> HandshakeAsync(RawListenerKind kind)
    {
        var client = new SslStream(new NetworkStream(await ConnectAsync(kind), ownsSocket: true));
        await client.AuthenticateAsClientAsync(Trusting(), Ct);
        return client;
    }

    private SslClientAuthenticationOptions Trusting() =>
        TlsConversation.Options("azure.spacetech.example", _certificates.AuthorityFile);

    /// <summary>True if the connection ended without a byte: closed, or torn down.</summary>
    private static async Task<bool> Ended(Task<int> reading)
    {
        try
        {
            return await reading == 0;
        }
        catch (Exception torn) when (torn is SocketException or IOException)
        {
            return true;
        }
    }
}
