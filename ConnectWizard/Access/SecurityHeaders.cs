using Microsoft.Net.Http.Headers;

namespace ConnectWizard.Access;

/// <summary>Set when an answer starts, so that error pages have them too.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Set(context.Response.Headers, ContentSecurityPolicy(context.Request));
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>Components place things by style attributes. The socket is spelled out, since browsers differ in whether 'self' covers it.</summary>
    public static string ContentSecurityPolicy(HttpRequest request)
    {
        var socket = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}";
        return "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; "
            + $"img-src 'self' data:; font-src 'self'; connect-src 'self' {socket}; object-src 'none'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    private static void Set(IHeaderDictionary headers, string policy)
    {
        // Replaces the frame-ancestors that Blazor's endpoints send.
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";

        // Not no-referrer: with it a browser sends "Origin: null" with forms. The sign-in's answers, which have no forms, say no-referrer
        // themselves.
        if (headers["Referrer-Policy"].Count == 0)
            headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Remove(HeaderNames.Server);
    }
}
