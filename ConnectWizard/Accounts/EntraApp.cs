using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>The app registration that people sign in with, as the operator configured it.</summary>
public sealed record EntraApp
{
    private const string EntraPath = "/oauth2/v2.0/";

    /// <summary>Empty while it is not configured.</summary>
    public required string ClientId { get; init; }

    /// <summary>Null for a public client.</summary>
    public Secret? Credential { get; init; }

    public required Uri AuthorizationEndpoint { get; init; }

    public required Uri TokenEndpoint { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Microsoft Entra, or what has its paths: some things are its own.</summary>
    public bool IsEntra => TokenEndpoint.AbsolutePath.Contains(EntraPath, StringComparison.Ordinal);

    /// <summary>Where the browser goes to sign in at a tenant; null for the configured authority.</summary>
    public Uri AuthorizationFor(string? tenant) => At(AuthorizationEndpoint, tenant);

    /// <summary>Where a tenant's codes and refresh tokens are redeemed.</summary>
    public Uri TokensFor(string? tenant) => At(TokenEndpoint, tenant);

    // The tenant is the segment before Entra's own path; an endpoint without that path has one authority only.
    private static Uri At(Uri endpoint, string? tenant)
    {
        var path = endpoint.AbsolutePath;
        var end = path.IndexOf(EntraPath, StringComparison.Ordinal);
        if (tenant is null || end <= 0)
            return endpoint;
        var start = path.LastIndexOf('/', end - 1) + 1;
        return new UriBuilder(endpoint) { Path = path[..start] + Uri.EscapeDataString(tenant) + path[end..] }.Uri;
    }
}
