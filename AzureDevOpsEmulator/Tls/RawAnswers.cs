using System.Text;

namespace AzureDevOpsEmulator.Tls;

/// <summary>The bytes that badly configured, very old or quite other servers answer.</summary>
internal static class RawAnswers
{
    private const string HttpSysPage =
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\"http://www.w3.org/TR/html4/strict.dtd\">\r\n"
        + "<HTML><HEAD><TITLE>Bad Request</TITLE>\r\n"
        + "<META HTTP-EQUIV=\"Content-Type\" Content=\"text/html; charset=us-ascii\"></HEAD>\r\n"
        + "<BODY><h2>Bad Request - Invalid Verb</h2>\r\n"
        + "<hr><p>HTTP Error 400. The request verb is invalid.</p>\r\n"
        + "</BODY></HTML>\r\n";

    /// <summary>HTTP.sys takes the hello for a request line with an impossible verb.</summary>
    public static byte[] PlainHttpBadRequest { get; } = Encoding.ASCII.GetBytes(
        "HTTP/1.1 400 Bad Request\r\n"
        + "Content-Type: text/html; charset=us-ascii\r\n"
        + "Server: Microsoft-HTTPAPI/2.0\r\n"
        + "Connection: close\r\n"
        + $"Content-Length: {HttpSysPage.Length}\r\n\r\n"
        + HttpSysPage);

    /// <summary>
    /// The fatal alert protocol_version in a TLS 1.0 record (RFC 2246, 7.2). It is sent instead of speaking TLS 1.0, which OpenSSL 3 does
    /// not do at its default security level and for which .NET's clients offer no cipher.
    /// </summary>
    public static byte[] ProtocolVersionAlert { get; } = [21, 3, 1, 0, 2, 2, 70];

    /// <summary>The fatal alert unexpected_message in a TLS 1.2 record: a request line is no hello.</summary>
    public static byte[] UnexpectedMessageAlert { get; } = [21, 3, 3, 0, 2, 2, 10];

    /// <summary>Sent before anything was asked (RFC 4253, 4.2); here after the first bytes, which makes no difference to a client of HTTP.</summary>
    public static byte[] SshGreeting { get; } = "SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray();
}
