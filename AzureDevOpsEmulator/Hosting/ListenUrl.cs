using System.Net;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>An address to listen on, which is this machine's own.</summary>
internal sealed record ListenUrl(bool IsHttps, bool IsLocalhost, IPAddress Address, int Port)
{
    public static ListenUrl AnyHttp { get; } = new(IsHttps: false, IsLocalhost: false, IPAddress.Loopback, 0);

    public static ListenUrl AnyHttps { get; } = AnyHttp with { IsHttps = true };

    /// <exception cref="ArgumentException">It is no address, or one that others could reach: the emulator gives its tokens to whoever asks.</exception>
    public static ListenUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{text}' is not an http or https address to listen on.", nameof(text));

        var isLocalhost = url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        var address = isLocalhost ? IPAddress.Loopback : IPAddress.TryParse(url.Host.Trim('[', ']'), out var parsed) ? parsed : null;
        return address is not null && IPAddress.IsLoopback(address)
            ? new ListenUrl(url.Scheme == Uri.UriSchemeHttps, isLocalhost, address, url.Port)
            : throw new ArgumentException($"The emulator listens on loopback addresses only (localhost, 127.0.0.1, [::1]), not on '{text}'.", nameof(text));
    }
}
