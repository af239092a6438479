namespace AzureDevOpsEmulator;

/// <summary>
/// A realistic address and its socket: clients connect to <paramref name="Target"/> for <paramref name="Host"/> and <paramref
/// name="Port"/>, as with curl's <c>--connect-to</c>.
/// </summary>
public sealed record EmulatedEndpoint(string Host, int Port, IPEndPoint Target);

/// <summary>An emulated server.</summary>
/// <param name="BaseUrl">The realistic address with virtual directory; an <see cref="EmulatedEndpoint"/> maps it.</param>
/// <param name="DirectUrl">An address that needs no mapping.</param>
/// <param name="ApiVersion">The newest released version of the REST API.</param>
public sealed record EmulatedServer(
    string Name, string HostName, Uri BaseUrl, Uri DirectUrl, string Version, string ApiVersion, IReadOnlyList<string> Collections);

/// <summary>A personal access token that a client can use.</summary>
public sealed record EmulatedToken(string Name, string Value, string Description)
{
    /// <summary>Logs show the name and not the value.</summary>
    public override string ToString() => $"{nameof(EmulatedToken)} {{ {Name} }}";
}

/// <summary>A failure, with an address that has it.</summary>
/// <param name="Url">The realistic address; an <see cref="EmulatedEndpoint"/> maps it.</param>
/// <param name="DirectUrl">An address that needs no mapping.</param>
/// <param name="Token">The name of the token to use.</param>
public sealed record EmulatedScene(string Name, Uri Url, Uri DirectUrl, string Description, string Token);

public enum OrganizationState
{
    Open,

    /// <summary>503 TF24668 on every request.</summary>
    Stopped,

    /// <summary>Listed as disabled, otherwise not found.</summary>
    Disabled,

    /// <summary>Its policies refuse OAuth tokens and global personal access tokens.</summary>
    OAuthBlocked,

    /// <summary>429 on every REST call.</summary>
    Throttled,

    /// <summary>200 with <c>Retry-After</c>, after a delay.</summary>
    Delayed,
}

public sealed record EmulatedTenant(Guid Id, string Domain, string Name);

/// <summary>A person who can sign in to the cloud.</summary>
/// <param name="Tenant">The domain of the home tenant.</param>
public sealed record EmulatedPerson(string Name, string DisplayName, string SignInName, string Tenant, string Description);

/// <summary>An organization of Azure DevOps Services.</summary>
/// <param name="Url">The realistic address; an <see cref="EmulatedEndpoint"/> maps it.</param>
/// <param name="DirectUrl">An address that needs no mapping.</param>
/// <param name="Tenant">The domain of the tenant.</param>
public sealed record EmulatedOrganization(string Name, Uri Url, Uri DirectUrl, string Tenant, string Description);

public sealed record EmulatedClient(string Name, string ClientId, string ClientSecret, string Description)
{
    /// <summary>A secret that has expired.</summary>
    public required string ExpiredSecret { get; init; }

    /// <summary>Logs don't show the secret.</summary>
    public override string ToString() => $"{nameof(EmulatedClient)} {{ {Name} }}";
}
