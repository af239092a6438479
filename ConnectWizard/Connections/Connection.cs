namespace ConnectWizard.Connections;

/// <summary>A connection that works: a collection of a server, an account, and the credential that is bound to them.</summary>
public sealed record Connection
{
    public required ConnectionId Id { get; init; }
    public required WorkspaceId Workspace { get; init; }

    /// <summary>1 to 64 characters; connections of one name form a group.</summary>
    public required string Name { get; init; }

    public required ServerTarget Target { get; init; }
    public required CredentialId Credential { get; init; }
    public CredentialType CredentialType { get; init; }

    /// <summary>Of the credential; null: no known end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public ExpirySource ExpirySource { get; init; }

    public CredentialExpiry? Expiry
    {
        get => ExpiresAt is { } at ? new CredentialExpiry(at, ExpirySource) : null;
        init => (ExpiresAt, ExpirySource) = (value?.EndsAt, value?.Source ?? default);
    }

    /// <summary>From its last passed check.</summary>
    public required CheckedFacts Facts { get; init; }

    public required ConnectionHealth Health { get; init; }
    public ProblemCode? LastProblem { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset CheckedAt { get; init; }
}

/// <summary>As of the last check; the lower-case names are those in the page.</summary>
public enum ConnectionHealth
{
    Unknown,
    Good,
    Warning,
    Failed,
}

/// <summary>What happened to a connection since a page showed it.</summary>
public static class ConnectionChange
{
    /// <param name="shown">The credential that the page knows.</param>
    /// <param name="now">The connection as it is stored; null when it was deleted.</param>
    /// <returns><see cref="ProblemCode.ConnectionChanged"/>, with the variant <c>deleted</c>; null when it uses the same credential.</returns>
    public static Problem? Find(CredentialId shown, Connection? now) => now is null ? new Problem(ProblemCode.ConnectionChanged).With(ProblemText.Variant, "deleted")
        : now.Credential == shown ? null
        : new Problem(ProblemCode.ConnectionChanged).With("account", now.Facts.AccountName).With("name", now.Name);
}

public sealed record DeletionReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved);
