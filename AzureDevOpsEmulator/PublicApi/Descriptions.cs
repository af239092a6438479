namespace AzureDevOpsEmulator;

/// <summary>
/// A realistic address and where it really is: clients connect to <paramref name="Target"/> when they are asked for
/// <paramref name="Host"/> and <paramref name="Port"/>, as with curl's <c>--connect-to</c>.
/// </summary>
public sealed record EmulatedEndpoint(string Host, int Port, IPEndPoint Target);

/// <summary>An emulated server.</summary>
/// <param name="Name">A short name.</param>
/// <param name="HostName">Its realistic host name.</param>
/// <param name="BaseUrl">Its realistic address with the virtual directory; an <see cref="EmulatedEndpoint"/> leads there.</param>
/// <param name="DirectUrl">An address that needs no such redirection.</param>
/// <param name="Version">The product and release.</param>
/// <param name="ApiVersion">The newest released version of its REST API.</param>
/// <param name="Collections">The names of its collections.</param>
public sealed record EmulatedServer(
    string Name, string HostName, Uri BaseUrl, Uri DirectUrl, string Version, string ApiVersion, IReadOnlyList<string> Collections);

/// <summary>A personal access token that a client can use.</summary>
public sealed record EmulatedToken(string Name, string Value, string Description)
{
    /// <summary>The record's text has the name and not the value, so that a log of it gives nothing away.</summary>
    public override string ToString() => $"{nameof(EmulatedToken)} {{ {Name} }}";
}

/// <summary>A thing that can go wrong, with an address at which it does.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Url">Its realistic address; an <see cref="EmulatedEndpoint"/> leads there.</param>
/// <param name="DirectUrl">An address that needs no such redirection.</param>
/// <param name="Description">What a client meets there.</param>
/// <param name="Token">The name of the token to try it with.</param>
public sealed record EmulatedScene(string Name, Uri Url, Uri DirectUrl, string Description, string Token);

/// <summary>How an organization of Azure DevOps Services is.</summary>
public enum OrganizationState
{
    Open,

    /// <summary>503 TF24668 on every request.</summary>
    Stopped,

    /// <summary>Listed as disabled; not found when it is asked itself.</summary>
    Disabled,

    /// <summary>Its policies refuse OAuth tokens and personal access tokens for all organizations.</summary>
    OAuthBlocked,

    /// <summary>429 on every REST call.</summary>
    Throttled,

    /// <summary>200 with <c>Retry-After</c>, after a delay.</summary>
    Delayed,
}

/// <summary>A Microsoft Entra tenant.</summary>
public sealed record EmulatedTenant(Guid Id, string Domain, string Name);

/// <summary>Somebody who can sign in to the cloud.</summary>
/// <param name="Name">A short name.</param>
/// <param name="DisplayName">As the services show it.</param>
/// <param name="SignInName">What they sign in with.</param>
/// <param name="Tenant">The domain of their tenant.</param>
/// <param name="Description">What a client meets with them.</param>
public sealed record EmulatedPerson(string Name, string DisplayName, string SignInName, string Tenant, string Description);

/// <summary>An organization of Azure DevOps Services.</summary>
/// <param name="Name">Its name, which is the first segment of its addresses.</param>
/// <param name="Url">Its realistic address; an <see cref="EmulatedEndpoint"/> leads there.</param>
/// <param name="DirectUrl">An address that needs no such redirection.</param>
/// <param name="Tenant">The domain of its tenant.</param>
/// <param name="Description">What a client meets there, unless it was switched.</param>
public sealed record EmulatedOrganization(string Name, Uri Url, Uri DirectUrl, string Tenant, string Description);

/// <summary>An application that is registered with Microsoft Entra.</summary>
public sealed record EmulatedClient(string Name, string ClientId, string ClientSecret, string Description)
{
    /// <summary>The record's text has no secret, so that a log of it gives nothing away.</summary>
    public override string ToString() => $"{nameof(EmulatedClient)} {{ {Name} }}";
}
