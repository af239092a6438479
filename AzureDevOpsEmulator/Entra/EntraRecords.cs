namespace AzureDevOpsEmulator.Entra;

/// <summary>The state of the authorization server. Secrets are stored as hashes.</summary>
internal sealed class EntraRecords
{
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The RSA key that signs ID tokens, as PKCS#8 in base64; null until the first is signed.</summary>
    public string? SigningKey { get; set; }
    public List<string> RedirectUris { get; init; } = [];
    public List<CodeRecord> Codes { get; init; } = [];
    public List<RefreshTokenRecord> RefreshTokens { get; init; } = [];
    public List<AccessTokenRecord> AccessTokens { get; init; } = [];
    public List<ConsentRecord> Consents { get; init; } = [];
    public List<SessionRecord> Sessions { get; init; } = [];

    /// <summary>Removes records that lead to the same error as unknown ones.</summary>
    public void Prune(DateTimeOffset now)
    {
        Codes.RemoveAll(code => code.Expires < now.AddHours(-1));
        AccessTokens.RemoveAll(token => token.Expires < now.AddDays(-1));
        RefreshTokens.RemoveAll(token => token.LastUsed < now.AddDays(-120));
        Sessions.RemoveAll(session => session.LastUsed < now.AddDays(-90));
    }
}

/// <summary>A sign-in: all its codes and tokens share the ID.</summary>
internal sealed record Grant(Guid Id, string Person, Guid Tenant, Guid Client);

/// <summary>An authorization code. Redeemed codes are kept while they could be replayed.</summary>
internal sealed record CodeRecord(
    string Hash, Grant Grant, string Scope, string RedirectUri, string? Challenge, string? ChallengeMethod, string? Nonce, DateTimeOffset Expires)
{
    public bool IsRedeemed { get; init; }
}

internal sealed record RefreshTokenRecord(string Hash, Grant Grant, string Scope, string? Nonce, DateTimeOffset Issued, DateTimeOffset LastUsed)
{
    public bool IsSpent { get; init; }
    public bool IsRevoked { get; init; }
}

internal sealed record AccessTokenRecord(string Hash, Grant Grant, string Scope, DateTimeOffset Expires)
{
    public bool IsRevoked { get; init; }
}

/// <summary>What a person has consented to, or an administrator for the tenant (then the person is null).</summary>
internal sealed record ConsentRecord(string? Person, Guid Tenant, Guid Client, IReadOnlyList<string> Scopes);

/// <summary>A browser and its signed-in accounts.</summary>
internal sealed record SessionRecord(string Hash, IReadOnlyList<string> People, DateTimeOffset LastUsed);
