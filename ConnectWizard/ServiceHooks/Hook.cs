using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>A service hook that should exist at Azure DevOps, one for each connection, repository and kind. Its id in its address marks it as ours.</summary>
public sealed record Hook
{
    public required HookId Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required ConnectionId Connection { get; init; }
    public required Guid ProjectId { get; init; }
    public required Guid RepositoryId { get; init; }
    public string Repository { get; init; } = "";
    public required HookKind Kind { get; init; }

    /// <summary>An administrator creates it by a link, with a credential that is not kept.</summary>
    public bool ByAdministrator { get; init; }

    public Guid? Subscription { get; init; }
    public required HookState State { get; init; }
    public ProblemCode? Problem { get; init; }

    /// <summary>What Azure DevOps reported with it, bounded and without secrets.</summary>
    public string? Detail { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Later than <see cref="CheckedAt"/> where Azure DevOps could not be asked.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When its last delivery came with the right secret, tests included.</summary>
    public DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>When a delivery last came with a wrong secret. Anybody can send one: a reason to check, not a verdict.</summary>
    public DateTimeOffset? MismatchAt { get; init; }

    /// <summary>Its events could not be used: a test doesn't prove that they can be again.</summary>
    public bool AwaitsEvent { get; init; }

    /// <summary>When polling last found a change that no delivery had reported.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>When a creation or change was last sent, answered or not.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Null when nothing is to be done, or immediately.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    public int Attempts { get; init; }
}

public readonly record struct HookId(Guid Value)
{
    public static HookId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

public enum HookKind
{
    Push,
    PullRequestCreated,
    PullRequestUpdated,
    PullRequestMerged,
}

/// <summary>What a delivery with the right secret is.</summary>
public enum DeliveryKind
{
    Test,
    Event,

    /// <summary>An event of the hook's own subscription that doesn't say what happened.</summary>
    Unreadable,
}

public enum HookState
{
    Planned,
    Waiting,
    Working,
    Broken,
    Removing,
}

/// <summary>As Microsoft's reference of service hook events names them.</summary>
public static class HookEventTypes
{
    public static string NameOf(HookKind kind) => kind switch
    {
        HookKind.Push => "git.push",
        HookKind.PullRequestCreated => "git.pullrequest.created",
        HookKind.PullRequestUpdated => "git.pullrequest.updated",
        HookKind.PullRequestMerged => "git.pullrequest.merged",
    };

    /// <returns>Null for an event that is not subscribed to.</returns>
    public static HookKind? Find(string? name) =>
        Enum.GetValues<HookKind>().Cast<HookKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name);
}
