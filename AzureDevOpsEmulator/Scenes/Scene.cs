namespace AzureDevOpsEmulator.Scenes;

/// <summary>A failure as data, with its own host name under <c>spacetech.example</c>; otherwise like the main server.</summary>
internal sealed record Scene(string Name, string Description)
{
    public string Token { get; init; } = "full";
    public SceneBehavior? Behavior { get; init; }

    /// <summary>A wrong public URL; null for the address of the request.</summary>
    public Func<HttpRequest, string>? PublicUrl { get; init; }

    /// <summary>Another kind than Trusted gives the scene a dedicated port.</summary>
    public Tls.CertificateKind Certificate { get; init; } = Tls.CertificateKind.Trusted;

    /// <summary>A failure below HTTP, on a dedicated port.</summary>
    public Tls.RawListenerKind? Raw { get; init; }

    public int? PlainPort { get; init; }

    public string? ServerName { get; init; }

    public ServerProduct? Product { get; init; }

    /// <summary>Whether webhooks to loopback and private addresses are refused (Microsoft's page on webhooks).</summary>
    public bool RefusesPrivateTargets { get; init; }

    /// <summary>Whether a subscription that a client replaces ends up disabled.</summary>
    public bool DisablesReplacedSubscriptions { get; init; }

    /// <summary>Whether errors are German for clients that don't accept English first.</summary>
    public bool SpeaksGerman { get; init; }

    public IServerContent? Content { get; init; }
}

/// <summary><paramref name="server"/> is the server that would have responded.</summary>
internal delegate Task SceneBehavior(HttpContext context, RequestDelegate server);

internal static class SceneRequest
{
    public static bool IsRest(this HttpContext context) => context.PathContains("/_apis");

    public static bool HasCredential(this HttpContext context) => context.Request.Headers.Authorization.Count > 0;

    public static bool PathContains(this HttpContext context, string part) =>
        (context.Request.Path.Value ?? "").Contains(part, StringComparison.OrdinalIgnoreCase);

    public static bool PathEndsWith(this HttpContext context, string ending) =>
        (context.Request.Path.Value ?? "").EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
