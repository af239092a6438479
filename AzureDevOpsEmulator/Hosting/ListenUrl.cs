using System.Net;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>An address to listen on, which is this machine's own.</summary>
internal sealed record ListenUrl(bool IsHttps, bool IsLocalhost, IPAddress Address, int Port)
{
    public static ListenUrl AnyHttp { get; } = new(IsHttps: false, IsLocalhost: false, IPAddress.Loopback, 0);

    public static ListenUrl AnyHttps { get; } = AnyHttp with { IsHttps = true };

    /// <exception cref="ArgumentException">It is no address, or others could reach it: the emulator gives its tokens to all.</exception>
    public static ListenUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{text}' is not an http or https address to listen on.", nameof(text));

        var isLocalhost = url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        var address = isLocalhost ? IPAddress.Loopback : IPAddress.TryParse(url.Host.Trim('[', ']'), out var parsed) ? parsed : null;
        if (address is null || !IPAddress.IsLoopback(address))
            throw new ArgumentException($"'{text}' can be reached by others: it must be localhost, 127.0.0.1 or [::1].", nameof(text));

        return new ListenUrl(url.Scheme == Uri.UriSchemeHttps, isLocalhost, address, url.Port);
    }
}
