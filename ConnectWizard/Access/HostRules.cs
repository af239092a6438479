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

    /// <summary>A path of the other listener.</summary>
    NotHere,
}

/// <summary>Decides by listener, Host header and path who is answered.</summary>
internal sealed class HostRules(IOptions<PublicUrlOptions> urls, IOptions<AccessOptions> access, IEnumerable<PublicPath> publicPaths)
{
    private const int HttpsPort = 443;
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];
    private readonly Uri? _publicUrl = urls.Value.Address;
    private readonly Uri? _peopleUrl = urls.Value.PeopleAddress;
    private readonly PublicPath[] _publicPaths = [.. publicPaths];

    /// <param name="listener">Where the request came in.</param>
    /// <param name="host">What it calls us.</param>
    /// <param name="path">What it wants.</param>
    /// <param name="isForwarded">A proxy handed on the request: it may have put its own name for us into the Host.</param>
    public HostVerdict Judge(Listener listener, HostString host, PathString path, bool isForwarded = false)
    {
        if (listener != Listener.Public && path.StartsWithSegments(HealthEndpoints.Prefix, StringComparison.Ordinal))
            return HostVerdict.Allowed;

        var isLoopback = IsLoopback(host);
        var isOurs = listener switch
        {
            Listener.Public => IsHostOf(_publicUrl, host),
            Listener.People => IsHostOf(_peopleUrl, host),
            _ => IsHostOf(_publicUrl, host) || IsHostOf(_peopleUrl, host),
        };
        if (!HasPossiblePort(host) || !(isLoopback || isOurs))
            return HostVerdict.UnknownHost;

        var known = Array.Find(_publicPaths, known => known.Contains(path));
        return listener switch
        {
            Listener.Public => known is null ? HostVerdict.NotHere : HostVerdict.Allowed,
            Listener.People => known is null or { IsPart: true } or { IsForPeople: true } ? HostVerdict.Allowed : HostVerdict.NotHere,
            _ => known is not null || access.Value.AllowAnonymous || (isLoopback && !isForwarded) ? HostVerdict.Allowed : HostVerdict.NotPublic,
        };
    }

    /// <summary>
    /// Whether the browser speaks TLS, as <c>PublicUrl</c> and <c>PeopleUrl</c> say for their host and port, and for what a proxy hands on in our
    /// own name. Headers don't count.
    /// </summary>
    public bool IsHttps(Listener listener, HostString host, bool isForwarded)
    {
        if (IsLoopback(host))
            return isForwarded && (listener == Listener.People ? _peopleUrl : _publicUrl)?.Scheme == Uri.UriSchemeHttps;
        return Array.Exists([_publicUrl, _peopleUrl], url => url?.Scheme == Uri.UriSchemeHttps && IsHostOf(url, host) && (host.Port ?? HttpsPort) == url.Port);
    }

    private static bool IsLoopback(HostString host) => Loopback.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    // Links are built from it, and no link can have another port.
    private static bool HasPossiblePort(HostString host) =>
        host.Value?.Length == host.Host.Length || host.Port is >= 1 and <= 65535;

    // As a browser writes it into the Host header: punycode, IPv6 in brackets.
    private static bool IsHostOf(Uri? url, HostString host) =>
        url is not null && string.Equals(url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost, host.Host, StringComparison.OrdinalIgnoreCase);
}
