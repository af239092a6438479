using System.Net.Security;
using System.Net.Sockets;

namespace AzureDevOpsEmulator.Tls;

internal static class RawBehavior
{
    public static ConnectionBehavior Of(RawListenerKind kind, CertificateFolder certificates) => kind switch
    {
        RawListenerKind.Closed or RawListenerKind.Silent =>
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nobody accepts connections there."),
        RawListenerKind.Reset => ResetAsync,
        RawListenerKind.HangBeforeTls => ReadToTheEndAsync,
        RawListenerKind.PlainHttpOnTlsPort => (connection, ct) => RespondAsync(connection, RawResponses.PlainHttpBadRequest, ct),
        RawListenerKind.OldProtocolOnly => (connection, ct) => RespondAsync(connection, RawResponses.ProtocolVersionAlert, ct),
        RawListenerKind.TlsOnly => (connection, ct) => RespondAsync(connection, RawResponses.UnexpectedMessageAlert, ct),
        RawListenerKind.Ssh => (connection, ct) => RespondAsync(connection, RawResponses.SshBanner, ct),
        RawListenerKind.HangAfterTls => (connection, ct) => AfterTlsAsync(connection, certificates, reset: false, ct),
        RawListenerKind.ResetAfterTls => (connection, ct) => AfterTlsAsync(connection, certificates, reset: true, ct),
    };

    /// <summary>Waits for the first bytes: to the client, a reset right after accepting may look like a failed connect.</summary>
    private static async Task ResetAsync(Socket connection, CancellationToken ct)
    {
        await connection.ReceiveAsync(new byte[1], ct);
        ResetOnClose(connection);
    }

    /// <summary>Closing without lingering sends RST instead of FIN.</summary>
    private static void ResetOnClose(Socket connection) => connection.LingerState = new LingerOption(enable: true, seconds: 0);

    private static async Task ReadToTheEndAsync(Socket connection, CancellationToken ct)
    {
        await using var stream = new NetworkStream(connection);
        await stream.CopyToAsync(Stream.Null, ct);
    }

    /// <summary>Responds to the first bytes, then lets the client close: closing first could destroy an unread response.</summary>
    private static async Task RespondAsync(Socket connection, byte[] response, CancellationToken ct)
    {
        var first = new byte[4096];
        if (await connection.ReceiveAsync(first, ct) == 0) return;
        await connection.SendAsync(response, ct);
        connection.Shutdown(SocketShutdown.Send);
        await ReadToTheEndAsync(connection, ct);
    }

    private static async Task AfterTlsAsync(Socket connection, CertificateFolder certificates, bool reset, CancellationToken ct)
    {
        await using var tls = new SslStream(new NetworkStream(connection), leaveInnerStreamOpen: false);
        await tls.AuthenticateAsServerAsync((_, hello, _, _) => ValueTask.FromResult(Options(hello, certificates)), state: null, ct);
        if (reset)
        {
            _ = await tls.ReadAtLeastAsync(new byte[1], minimumBytes: 1, throwOnEndOfStream: false, ct);
            ResetOnClose(connection);
        }
        else
        {
            await tls.CopyToAsync(Stream.Null, ct);
        }
    }

    private static SslServerAuthenticationOptions Options(SslClientHelloInfo hello, CertificateFolder certificates)
    {
        var name = Uri.CheckHostName(hello.ServerName) == UriHostNameType.Dns ? hello.ServerName : "localhost";
        return new() { ServerCertificateContext = certificates.ContextFor(CertificateKind.Trusted, name) };
    }
}

internal static class RawResponses
{
    private const string HttpSysPage =
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n"
        + "<HTML><HEAD><TITLE>Bad Request</TITLE>\r\n"
        + "<META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n"
        + "<BODY><h2>Bad Request - Invalid Verb</h2>\r\n"
        + "<hr><p>HTTP Error 400. The request verb is invalid.</p>\r\n"
        + "</BODY></HTML>\r\n";

    /// <summary>HTTP.sys takes the TLS hello for a request line with an invalid verb.</summary>
    public static byte[] PlainHttpBadRequest { get; } = Encoding.ASCII.GetBytes(
        "HTTP/1.1 400 Bad Request\r\n"
        + "Content-Type: text/html; charset=us-ascii\r\n"
        + "Server: Microsoft-HTTPAPI/2.0\r\n"
        + "Connection: close\r\n"
        + $"Content-Length: {HttpSysPage.Length}\r\n\r\n"
        + HttpSysPage);

    /// <summary>
    /// The fatal alert protocol_version in a TLS 1.0 record (RFC 2246, 7.2), instead of TLS 1.0 itself, which OpenSSL 3 and .NET's clients
    /// refuse.
    /// </summary>
    public static byte[] ProtocolVersionAlert { get; } = [21, 3, 1, 0, 2, 2, 70];

    /// <summary>The fatal alert unexpected_message in a TLS 1.2 record: a request line is no hello.</summary>
    public static byte[] UnexpectedMessageAlert { get; } = [21, 3, 3, 0, 2, 2, 10];

    /// <summary>SSH sends it first (RFC 4253, 4.2); here it follows the first bytes, which is the same to an HTTP client.</summary>
    public static byte[] SshBanner { get; } = "SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray();
}
