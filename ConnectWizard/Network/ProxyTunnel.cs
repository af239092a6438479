using System.Globalization;
using System.Text;

namespace ConnectWizard.Network;

/// <summary><c>CONNECT</c> (RFC 9110 section 9.3.6), for plain HTTP too: requests are then the same with and without a proxy.</summary>
internal static class ProxyTunnel
{
    private const int MaxResponseBytes = 8 * 1024;

    public static async Task<OutboundConnection> OpenAsync(
        OutboundConnection proxy, OutboundRoute route, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new Deadline(timeout, time, cancellationToken);
        try
        {
            await proxy.Stream.WriteAsync(Encoding.ASCII.GetBytes(RequestFor(route)), limit.Token);
            var statusLine = await ReadStatusLineAsync(proxy.Stream, limit.Token);
            return StatusOf(statusLine) is >= 200 and < 300 ? proxy : throw new IOException(statusLine);
        }
        catch (Exception exception)
        {
            await proxy.Stream.DisposeAsync();
            if (exception is not IOException && !limit.IsOver)
                throw;
            throw new NetworkException(NetworkFailure.For(NetworkFailureKind.ProxyRefused, route) with { Detail = exception.Message }, exception);
        }
    }

    private static string RequestFor(OutboundRoute route)
    {
        var host = route.Host.Contains(':', StringComparison.Ordinal) ? $"[{route.Host}]" : route.Host;
        var authority = string.Create(CultureInfo.InvariantCulture, $"{host}:{route.Port}");
        return $"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n";
    }

    // Byte by byte: what follows the blank line already belongs to the tunnel.
    private static async Task<string> ReadStatusLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var response = new StringBuilder();
        var octet = new byte[1];
        while (response.Length < MaxResponseBytes && await stream.ReadAsync(octet, cancellationToken) == 1)
        {
            response.Append((char)octet[0]);
            if (octet[0] == '\n' && response.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                return response.ToString().Split("\r\n")[0];
        }

        throw new IOException("The proxy's answer is not HTTP.");
    }

    private static int StatusOf(string statusLine) =>
        statusLine.StartsWith("HTTP/1.", StringComparison.Ordinal) && statusLine.Split(' ') is [_, var status, ..]
        && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
