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

    /// <returns>Whether another connection leads to the same collection or organization, under whatever address.</returns>
    public bool SharesCollectionWith(Connection other) =>
        Target.Binding == other.Target.Binding || Facts.InstanceId is { } instance && instance == other.Facts.InstanceId;

    /// <summary>Its token is gone already, and nothing else is changed any more: the rest goes with its webhooks, by itself.</summary>
    public bool IsBeingDeleted { get; init; }

    /// <summary>Since when it has this health.</summary>
    public DateTimeOffset HealthSince { get; init; }

    /// <summary>Since when no daily check is made, so that no account gets locked; null while it is made.</summary>
    public DateTimeOffset? CheckPausedAt { get; init; }

    /// <summary>When one of its profiles last had an event. A test of the webhooks is none.</summary>
    public DateTimeOffset? LastEventAt { get; init; }
}

/// <summary>What a connection had before its last replacement.</summary>
/// <param name="KeptUntil">When it is forgotten.</param>
public sealed record FormerCredential(CredentialId Credential, ServerTarget Target, CheckedFacts Facts, DateTimeOffset KeptUntil);

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
    public static Problem? Find(CredentialId shown, Connection? now) => now is null or { IsBeingDeleted: true } ? new Problem(ProblemCode.ConnectionChanged).With(ProblemText.Variant, "deleted")
        : now.Credential == shown ? null
        : new Problem(ProblemCode.ConnectionChanged).With("account", now.Facts.AccountName).With("name", now.Name);
}

/// <summary>What goes with a connection beside its profiles.</summary>
public sealed record ConnectionDependents
{
    public required int Webhooks { get; init; }

    /// <summary>Builds that were requested, and not yet sent to the build system.</summary>
    public required int QueuedBuilds { get; init; }

    /// <summary>Tokens by which the build system may still clone.</summary>
    public required int CloneTokens { get; init; }

    public required int AdministratorLinks { get; init; }

    /// <summary>Those of before the last replacement.</summary>
    public required int FormerCredentials { get; init; }
}

public sealed record DeletionReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved);
