using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>A subscription as Azure DevOps has it; its secret is never read back.</summary>
public sealed record HookSubscription(
    Guid Id, string EventType, Guid? Project, Guid? Repository, string Url, SubscriptionStatus Status, DateTimeOffset? CreatedAt)
{
    /// <summary>The inputs that keep back what was asked for, as <c>branch=release</c>; null for none.</summary>
    public string? NarrowedBy { get; init; }

    /// <summary>By the server's clock; not every server says.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Why it doesn't deliver what was asked for, whatever the response to the request said; null where it does.</summary>
    public ProblemCode? Problem => Status switch
    {
        SubscriptionStatus.DisabledByUser => ProblemCode.WebhookDisabledByUser,
        SubscriptionStatus.DisabledBySystem => ProblemCode.WebhookDisabledBySystem,
        SubscriptionStatus.DisabledByInactiveIdentity => ProblemCode.WebhookCreatorGone,
        SubscriptionStatus.OnProbation => ProblemCode.WebhookOnProbation,
        SubscriptionStatus.Enabled or SubscriptionStatus.Unknown => NarrowedBy is null ? null : ProblemCode.WebhookInputsChanged,
    };
}

/// <summary>From Microsoft's REST reference.</summary>
public enum SubscriptionStatus
{
    Unknown,
    Enabled,

    /// <summary>A delivery failed; it is retried less and less often, and new events are lost meanwhile.</summary>
    OnProbation,
    DisabledByUser,

    /// <summary>Deliveries failed for too long, or the target answered 410.</summary>
    DisabledBySystem,

    DisabledByInactiveIdentity,
}

public sealed record HookRequest(string EventType, Guid Project, Guid Repository, Uri Url, Secret Secret)
{
    /// <summary>Sends the secret as the password of this user; Azure DevOps does so to https alone.</summary>
    public string? UserName { get; init; }

    public string? Header { get; init; }
}

/// <param name="Detail">One line, bounded, without secrets.</param>
public sealed record HookNotification(long Id, NotificationResult Result, DateTimeOffset? At, string? Detail)
{
    public int? Answered { get; init; }

    /// <summary>It failed and is sent again; otherwise null.</summary>
    public HookRetry? Retry { get; init; }
}

/// <summary>Both are null where a server doesn't say.</summary>
public sealed record HookRetry(int? Count, DateTimeOffset? NextAt);

public enum NotificationResult
{
    Pending,
    Succeeded,
    Failed,

    /// <summary>The event did not meet the subscription's conditions.</summary>
    Filtered,
}

/// <summary>
/// Subscriptions of a collection that post to an address (publisher <c>tfs</c>, consumer <c>webHooks</c>). Each call is a bounded request or two,
/// never repeated. What a cancelled call asked for may have happened.
/// </summary>
public interface IServiceHooksGateway
{
    /// <summary>
    /// Leaves out projects whose subscriptions the account may not view: a missing one proves nothing unless <see cref="AskPermissionAsync"/>
    /// says so.
    /// </summary>
    IAsyncEnumerable<Result<HookSubscription>> ListAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    /// <summary>Creates a subscription; two equal ones report everything twice.</summary>
    Task<Result<HookSubscription>> CreateAsync(ServerTarget target, Secret token, HookRequest request, CancellationToken cancellationToken);

    /// <summary>Replaces a subscription as a whole, and enables it. Its creator stays.</summary>
    Task<Result<HookSubscription>> UpdateAsync(ServerTarget target, Secret token, Guid id, HookRequest request, CancellationToken cancellationToken);

    /// <returns>Whether it existed.</returns>
    Task<Result<bool>> DeleteAsync(ServerTarget target, Secret token, Guid id, CancellationToken cancellationToken);

    /// <summary>Has Azure DevOps send a made-up event to the address of the request, with its secret.</summary>
    Task<Result<HookNotification>> TestAsync(ServerTarget target, Secret token, Guid subscription, HookRequest request, CancellationToken cancellationToken);

    Task<Result<HookNotification>> FindTestAsync(ServerTarget target, Secret token, long id, CancellationToken cancellationToken);

    /// <summary>The newest notification of a subscription's history, which is kept for days; none where there was none yet.</summary>
    Task<Result<IReadOnlyList<HookNotification>>> FindNewestAsync(ServerTarget target, Secret token, Guid subscription, CancellationToken cancellationToken);

    /// <summary>Asks the permission query (never a trial) for each of <paramref name="projects"/>.</summary>
    Task<Result<IReadOnlyDictionary<Guid, bool>>> AskPermissionAsync(
        ServerTarget target, Secret token, HookPermission permission, IReadOnlyList<Guid> projects, CancellationToken cancellationToken);

    /// <summary>Whether the token may use service hooks at all, whatever its owner may do.</summary>
    /// <returns>True, or <see cref="ProblemCode.ScopeMissing"/>, or why it couldn't be found out.</returns>
    Task<Result<bool>> AskTokenAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);
}

/// <summary>By their bits in the security namespace of service hooks.</summary>
public enum HookPermission
{
    View = 1,
    Edit = 2,
    Delete = 4,
}
