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

public sealed record DeletionReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved);
