namespace ConnectWizard.Connections;

/// <summary>A connection that works: a name, a collection of a server, an account, and the credential that is bound to them.</summary>
public sealed record Connection
{
    public required ConnectionId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    /// <summary>1 to 64 characters; connections of one name form a group.</summary>
    public required string Name { get; init; }

    public required ServerTarget Target { get; init; }

    public required CredentialId Credential { get; init; }

    /// <summary>What its last passed check found out.</summary>
    public required CheckedFacts Facts { get; init; }

    public required ConnectionHealth Health { get; init; }

    /// <summary>The problem that made <see cref="Health"/> what it is, if one did.</summary>
    public ProblemCode? LastProblem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last checked, passed or not.</summary>
    public required DateTimeOffset CheckedAt { get; init; }
}

/// <summary>A connection's health as of its last check; the lower-case names are those in the page.</summary>
public enum ConnectionHealth
{
    Unknown,
    Good,
    Warning,
    Failed,
}

/// <summary>What deleting a connection took away.</summary>
/// <param name="Name">The connection.</param>
/// <param name="Profiles">The names of the profiles that went with it.</param>
/// <param name="CredentialRemoved">Whether the stored token was removed.</param>
public sealed record DeletionReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved);
