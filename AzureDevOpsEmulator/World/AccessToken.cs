namespace AzureDevOpsEmulator.World;

/// <summary>What the servers know about a token besides its scopes.</summary>
internal enum TokenState
{
    Valid,
    Expired,

    /// <summary>No server knows it any more.</summary>
    Revoked,
}

/// <summary>A personal access token of a person; it is good for all servers and collections.</summary>
internal sealed record AccessToken(
    string Name, string Value, Person Owner, IReadOnlyList<string> Scopes, TokenState State, string Description)
{
    /// <summary>The record's text is for logs: it has the name and not the value.</summary>
    public override string ToString() => $"token '{Name}'";
}
