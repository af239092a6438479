namespace AzureDevOpsEmulator.World;

/// <summary>What the servers know about a token besides its scopes.</summary>
internal enum TokenState
{
    Valid,
    Expired,

    /// <summary>No server knows it any more.</summary>
    Revoked,
}

/// <summary>Where a token is good.</summary>
internal enum TokenRealm
{
    /// <summary>On all servers and collections of the company.</summary>
    Servers,
    OneOrganization,
    AllOrganizations,
}

/// <summary>A token of a person.</summary>
internal sealed record AccessToken(
    string Name, string Value, Person Owner, IReadOnlyList<string> Scopes, TokenState State, string Description)
{
    public TokenRealm Realm { get; init; } = TokenRealm.Servers;

    /// <summary>The organization of the cloud that it is for, when it is for one.</summary>
    public string? Organization { get; init; }

    /// <summary>The record's text is for logs: it has the name and not the value.</summary>
    public override string ToString() => $"token '{Name}'";
}
