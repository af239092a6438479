using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>
/// A service hook that we want to be at Azure DevOps, and what is known of it there. One for each connection, repository and kind: the
/// profiles on a repository share it. Its id is part of the address that it calls, which is how we know it again in the server's list.
/// </summary>
public sealed record Hook
{
    public required HookId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    public required ConnectionId Connection { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid RepositoryId { get; init; }

    /// <summary>Project and repository, as people know them: for receipts and messages.</summary>
    public string Repository { get; init; } = "";

    public required HookKind Kind { get; init; }

    /// <summary>An administrator creates it by a link, with a credential that we do not keep.</summary>
    public bool ByAdministrator { get; init; }

    /// <summary>The subscription's id at Azure DevOps; null while none is known to be there.</summary>
    public Guid? Subscription { get; init; }

    public required HookState State { get; init; }

    /// <summary>
    /// What stands in its way: for <see cref="HookState.Broken"/>, and for <see cref="HookState.Planned"/> why the last attempt did not create it.
    /// </summary>
    public ProblemCode? Problem { get; init; }

    /// <summary>What Azure DevOps reported with it: a status, the text of a failed delivery. Bounded, without secrets.</summary>
    public string? Detail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When Azure DevOps was last asked about it.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When its last delivery came in with the right secret, tests included.</summary>
    public DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>When a delivery last came with a wrong secret. Anybody can send one: it is a reason to check, not a verdict.</summary>
    public DateTimeOffset? MismatchAt { get; init; }

    /// <summary>When a request that creates or changes it was last sent, whether or not an answer came.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it is to be tried again; null when nothing is to be done, or at once.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>How often in a row it failed.</summary>
    public int Attempts { get; init; }
}

/// <summary>The id in the address that a hook calls.</summary>
public readonly record struct HookId(Guid Value)
{
    public static HookId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

/// <summary>The events that are subscribed to.</summary>
public enum HookKind
{
    Push,
    PullRequestCreated,
    PullRequestUpdated,
    PullRequestMerged,
}

/// <summary>Where a hook stands.</summary>
public enum HookState
{
    /// <summary>To be created.</summary>
    Planned,

    /// <summary>Created; its test has not come back yet.</summary>
    Waiting,

    /// <summary>A delivery has come.</summary>
    Working,

    /// <summary>It does not deliver, or could not be created.</summary>
    Broken,

    /// <summary>No profile wants it any more: to be deleted at Azure DevOps.</summary>
    Removing,
}

/// <summary>The events as Azure DevOps names them, in subscriptions and in deliveries; from Microsoft's reference of service hook events.</summary>
public static class HookEventTypes
{
    public static string NameOf(HookKind kind) => kind switch
    {
        HookKind.Push => "git.push",
        HookKind.PullRequestCreated => "git.pullrequest.created",
        HookKind.PullRequestUpdated => "git.pullrequest.updated",
        HookKind.PullRequestMerged => "git.pullrequest.merged",
    };

    /// <returns>The kind; null for an event that is not subscribed to.</returns>
    public static HookKind? Find(string? name) =>
        Enum.GetValues<HookKind>().Cast<HookKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);
}
