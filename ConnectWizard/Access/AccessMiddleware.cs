using ConnectWizard.Connections;
using ConnectWizard.Startup;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Access;

/// <summary>Refuses requests that did not come to us by our own name or were sent by another site's page.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, HostRules rules, IOptions<ListenerOptions> listeners, LimitedLogger<AccessMiddleware> logger)
{
    private const string UnknownHost =
        "ConnectWizard does not answer to this host name. Use localhost, or set PublicUrl, or PeopleUrl, to the address that is used.";

    private const string NotPublic =
        "This page is not open to the network. Open it on the machine that ConnectWizard runs on, or set Access:AllowAnonymous.";

    private const string NotHere = "Nothing is here. ConnectWizard has a listener for people and one for Azure DevOps, and this path belongs to the other one.";

    private const int MaxLoggedLength = 200;
    private const string ForeignOrigin = "A page of another site sent this request, so it was not carried out.";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var (isForwarded, listener) = (Forwarding.IsForwarded(request), listeners.Value.Of(context.Connection.LocalPort));
        // From here on: cookies are for encrypted connections alone, addresses of ours begin with https.
        if (rules.IsHttps(listener, request.Host, isForwarded))
            request.Scheme = Uri.UriSchemeHttps;
        return rules.Judge(listener, request.Host, request.Path, isForwarded) switch
        {
            HostVerdict.UnknownHost => RefuseAsync(context, StatusCodes.Status400BadRequest, UnknownHost),
            HostVerdict.NotPublic => RefuseAsync(context, StatusCodes.Status403Forbidden, NotPublic),
            HostVerdict.NotHere => RefuseAsync(context, StatusCodes.Status404NotFound, NotHere),
            HostVerdict.Allowed when OriginRules.IsForeign(request) => RefuseAsync(context, StatusCodes.Status403Forbidden, ForeignOrigin),
            HostVerdict.Allowed => next(context),
        };
    }

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        // HTTP has no character in a method that could begin another line. The path isn't logged: it may be a link with a secret.
        AccessLog.Refused(logger, reason, DisplayText.Clip(context.Request.Method, MaxLoggedLength));
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}

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
