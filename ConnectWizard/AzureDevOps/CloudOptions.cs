using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>Azure DevOps Services and the Entra app to sign in with: the section <c>AzureDevOps:Cloud</c>.</summary>
public sealed class CloudOptions
{
    public string ClientId { get; set; } = "";

    /// <summary>Empty for a public client, which proves itself by PKCE alone.</summary>
    public string ClientSecret { get; set; } = "";

    public string Authority { get; set; } = "https://login.microsoftonline.com/organizations";

    /// <summary>Empty: what the authority implies.</summary>
    public string AuthorizationEndpoint { get; set; } = "";

    /// <summary>Empty: what the authority implies.</summary>
    public string TokenEndpoint { get; set; } = "";

    /// <summary>What is asked for, separated by blanks; empty for the least that does the job. For a provider that has other names for it.</summary>
    public string Scopes { get; set; } = "";

    public string ProfileUrl { get; set; } = "https://app.vssps.visualstudio.com";

    public string OrganizationUrl { get; set; } = "https://dev.azure.com";

    /// <summary>Where the browser is sent to sign in.</summary>
    public Uri AuthorizationAddress => new(AuthorizationEndpoint.Length > 0 ? AuthorizationEndpoint : Implied("authorize"));

    /// <summary>Where codes and refresh tokens are redeemed.</summary>
    public Uri TokenAddress => new(TokenEndpoint.Length > 0 ? TokenEndpoint : Implied("token"));

    /// <summary>The scopes, one by one.</summary>
    public IReadOnlyList<string> ScopeList =>
        Scopes.Length > 0 ? Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries) : AzureDevOpsNames.Entra.Scopes;

    /// <summary>Where profiles and the list of organizations are.</summary>
    public ServerAddress ProfileAddress => AddressOf(ProfileUrl);

    /// <summary>Where organizations are.</summary>
    public ServerAddress OrganizationAddress => AddressOf(OrganizationUrl);

    /// <summary>Whether configuration names this address.</summary>
    public bool Names(ServerAddress address) => address == OrganizationAddress || address == ProfileAddress;

    // As Entra has it. Its issuer is the authority with "/v2.0", which people paste here as well.
    private string Implied(string endpoint)
    {
        var authority = Authority.TrimEnd('/');
        var root = authority.EndsWith("/v2.0", StringComparison.Ordinal) ? authority[..^"/v2.0".Length] : authority;
        return $"{root}/oauth2/v2.0/{endpoint}";
    }

    private static ServerAddress AddressOf(string text)
    {
        var url = new Uri(text);
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return new ServerAddress(url.Scheme, host, url.Port, Uri.UnescapeDataString(url.AbsolutePath.TrimEnd('/')));
    }
}
