namespace ConnectWizard.Startup;

/// <summary>Whether a proxy hands on a request. One that adds no header looks like its own client.</summary>
internal static class Forwarding
{
    private static readonly string[] Headers = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    // No browser speaks HTTP/1.0; a proxy that is set up with a single line does.
    public static bool IsForwarded(HttpRequest request) => request.Protocol == "HTTP/1.0" || Array.Exists(Headers, request.Headers.ContainsKey);
}
