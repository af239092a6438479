using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

internal enum HostVerdict
{
    Allowed,

    /// <summary>Somebody's page may have pointed its own name at this machine (DNS rebinding).</summary>
    UnknownHost,

    /// <summary>The public name, for something that is not public.</summary>
    NotPublic,
}

/// <summary>Decides by Host header and path who is answered.</summary>
internal sealed class HostRules(IOptions<PublicUrlOptions> publicUrl, IOptions<AccessOptions> access, IEnumerable<PublicPath> publicPaths)
{
    private const int HttpsPort = 443;
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];
    private readonly Uri? _publicUrl = publicUrl.Value.Address;
    private readonly string? _publicHost = publicUrl.Value.Address is { } url ? HostOf(url) : null;
    private readonly PathString[] _secretPaths = [.. publicPaths.Where(path => path.HoldsSecret).Select(path => new PathString(path.Prefix))];
    private readonly PathString[] _publicPaths = [.. publicPaths.Select(path => new PathString(path.Prefix))];

    /// <param name="isForwarded">A proxy handed on the request: it may have put its own name for us into the Host.</param>
    public HostVerdict Judge(HostString host, PathString path, bool isForwarded = false)
    {
        if (!HasPossiblePort(host))
            return HostVerdict.UnknownHost;
        if (Loopback.Contains(host.Host, StringComparer.OrdinalIgnoreCase))
            return !isForwarded || access.Value.AllowAnonymous || IsPublic(path) ? HostVerdict.Allowed : HostVerdict.NotPublic;
        if (_publicHost is null || !string.Equals(host.Host, _publicHost, StringComparison.OrdinalIgnoreCase))
            return HostVerdict.UnknownHost;
        return access.Value.AllowAnonymous || IsPublic(path) ? HostVerdict.Allowed : HostVerdict.NotPublic;
    }

    /// <summary>
    /// Whether the browser speaks TLS, as <c>PublicUrl</c> says for its host and port, and for what a proxy hands on in our own name. Headers
    /// don't count.
    /// </summary>
    public bool IsHttps(HostString host, bool isForwarded)
    {
        if (_publicUrl?.Scheme != Uri.UriSchemeHttps)
            return false;
        return Loopback.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
            ? isForwarded
            : string.Equals(host.Host, _publicHost, StringComparison.OrdinalIgnoreCase) && (host.Port ?? HttpsPort) == _publicUrl.Port;
    }

    /// <summary>Encoded, for a line break would forge a line, and without the secret that it may hold.</summary>
    public string Loggable(PathString path) =>
        Array.Find(_secretPaths, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)) is { HasValue: true } secret
            ? $"{secret.ToUriComponent()}/***"
            : path.ToUriComponent();

    // Links are built from it, and no link can have another port.
    private static bool HasPossiblePort(HostString host) =>
        host.Value?.Length == host.Host.Length || host.Port is >= 1 and <= 65535;

    private bool IsPublic(PathString path) =>
        Array.Exists(_publicPaths, prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    // As a browser writes it into the Host header: punycode, IPv6 in brackets.
    private static string HostOf(Uri url) => url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
}
