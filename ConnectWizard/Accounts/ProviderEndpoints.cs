using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConnectWizard.Accounts;

/// <summary>Where the provider signs people in and issues tokens.</summary>
internal sealed record ProviderEndpoints(Uri Authorization, Uri Token)
{
    private const string EntraPath = "/oauth2/v2.0/";
    private const string TenantPlaceholder = "{tenantid}";

    /// <summary>Microsoft Entra, or what has its paths: some things are its own.</summary>
    public bool IsEntra => Token.AbsolutePath.Contains(EntraPath, StringComparison.Ordinal);

    /// <returns>Null when an endpoint is missing, or unencrypted and not on this machine.</returns>
    public static ProviderEndpoints? In(OpenIdConnectConfiguration configuration) =>
        SignInOptions.IsSafe(configuration.AuthorizationEndpoint) && SignInOptions.IsSafe(configuration.TokenEndpoint)
            ? new ProviderEndpoints(new Uri(configuration.AuthorizationEndpoint), new Uri(configuration.TokenEndpoint))
            : null;

    /// <summary>Where the browser goes to sign in at a tenant; null for the configured authority.</summary>
    public Uri AuthorizationFor(string? tenant) => At(Authorization, tenant);

    /// <summary>Where a tenant's codes and refresh tokens are redeemed.</summary>
    public Uri TokenFor(string? tenant) => At(Token, tenant);

    /// <summary>Where an administrator approves an application for all people of a tenant; null at another provider than Entra.</summary>
    public Uri? AdminConsentFor(string? tenant, string clientId)
    {
        var url = AuthorizationFor(tenant).AbsoluteUri;
        var end = url.IndexOf(EntraPath, StringComparison.Ordinal);
        return end < 0 ? null : new Uri($"{url[..end]}/adminconsent?client_id={Uri.EscapeDataString(clientId)}");
    }

    /// <summary>Whether a token of this tenant has the issuer that discovery announces: for several tenants Entra's has a placeholder.</summary>
    public static bool IsIssuer(string announced, string issuer, string? tenant) =>
        issuer == (Guid.TryParseExact(tenant, "D", out var id) ? announced.Replace(TenantPlaceholder, id.ToString("D"), StringComparison.Ordinal) : announced)
        && !issuer.Contains(TenantPlaceholder, StringComparison.Ordinal);

    /// <summary>Whether a return that names its issuer (RFC 9207) comes from this provider.</summary>
    public static bool IsIssuer(string announced, string issuer) =>
        announced.IndexOf(TenantPlaceholder, StringComparison.Ordinal) is >= 0 and var end ? issuer.StartsWith(announced[..end], StringComparison.Ordinal) : issuer == announced;

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
