namespace AzureDevOpsEmulator.Scenes;

/// <summary>
/// Something that can be the matter with a server, as data: each scene has a host name of its own under <c>spacetech.example</c>, and
/// behaves like the main server in everything that it does not name.
/// </summary>
/// <param name="Name">The first label of its host name.</param>
/// <param name="Description">What a client meets.</param>
internal sealed record Scene(string Name, string Description)
{
    /// <summary>The token to try it with.</summary>
    public string Token { get; init; } = "full";

    /// <summary>Answers in the server's place, or passes on to it.</summary>
    public SceneBehavior? Behavior { get; init; }

    /// <summary>The public URL that the administrator has set wrongly; null where it is the address of the request.</summary>
    public Func<HttpRequest, string>? PublicUrl { get; init; }

    /// <summary>The fault of its certificate; such a scene has a port of its own.</summary>
    public Tls.CertificateKind Certificate { get; init; } = Tls.CertificateKind.Trusted;

    /// <summary>Misbehaves below HTTP, on a port of its own.</summary>
    public Tls.RawListenerKind? Raw { get; init; }

    /// <summary>Reached in plain HTTP, at this port; null for https at its own port.</summary>
    public int? PlainPort { get; init; }

    /// <summary>Which of the servers it is; the main one where nothing is said.</summary>
    public string? ServerName { get; init; }

    /// <summary>The release that it is, where it differs from its server's.</summary>
    public ServerProduct? Product { get; init; }

    /// <summary>Whether webhooks to loopback and private addresses are refused, as Microsoft's page on webhooks says.</summary>
    public bool RefusesPrivateTargets { get; init; }

    /// <summary>What is on it, where that differs from its server's.</summary>
    public IServerContent? Content { get; init; }
}

/// <summary>What a scene does with a request; <paramref name="server"/> is the server that would have answered.</summary>
internal delegate Task SceneBehavior(HttpContext context, RequestDelegate server);

/// <summary>What scenes look for in a request.</summary>
internal static class SceneRequest
{
    public static bool IsRest(this HttpContext context) => context.PathContains("/_apis");

    public static bool HasCredential(this HttpContext context) => context.Request.Headers.Authorization.Count > 0;

    public static bool PathContains(this HttpContext context, string part) =>
        (context.Request.Path.Value ?? "").Contains(part, StringComparison.OrdinalIgnoreCase);

    public static bool PathEndsWith(this HttpContext context, string ending) =>
        (context.Request.Path.Value ?? "").EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
