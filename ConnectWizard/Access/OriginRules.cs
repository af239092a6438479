namespace ConnectWizard.Access;

/// <summary>Antiforgery covers forms; a WebSocket is opened across origins without asking, and it is the way into a circuit.</summary>
internal static class OriginRules
{
    /// <summary>Whether the request changes something or opens a socket, and its Origin is not its own Host. Programs send no Origin.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        var acts = !IsSafe(request.Method) || request.Headers.Upgrade.Count > 0;
        return acts && origin.Count > 0 && !(origin.Count == 1 && IsSame(origin[0], request.Host));
    }

    /// <summary>Schemes may differ: a proxy in front may speak TLS for us.</summary>
    public static bool IsSame(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var url)
        && string.Equals(new HostString(url.Authority).Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && url.Port == (host.Port ?? DefaultPort(url));

    private static int DefaultPort(Uri url) => url.Scheme == Uri.UriSchemeHttps ? 443 : 80;

    // A socket is opened by an upgrade in HTTP/1.1, and by CONNECT, which is not safe either, in HTTP/2.
    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
