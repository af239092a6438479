using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

/// <summary>A subscription as Azure DevOps has it; its secret is never read back.</summary>
/// <param name="EventType">As on the wire: <c>git.push</c>.</param>
/// <param name="Project">The project it is restricted to.</param>
/// <param name="Repository">The repository it is restricted to; null for all of the project.</param>
/// <param name="Url">The address that it posts to, as stored.</param>
/// <param name="Status">Whether it delivers.</param>
/// <param name="CreatedAt">When it was created, where told.</param>
public sealed record HookSubscription(
    Guid Id, string EventType, Guid? Project, Guid? Repository, string Url, SubscriptionStatus Status, DateTimeOffset? CreatedAt);

/// <summary>Whether a subscription delivers, after Microsoft's REST reference.</summary>
public enum SubscriptionStatus
{
    /// <summary>A status that we do not know.</summary>
    Unknown,
    Enabled,

    /// <summary>A delivery failed; it is tried again more and more seldom, and new events are lost meanwhile.</summary>
    OnProbation,
    DisabledByUser,

    /// <summary>Deliveries failed for too long, or the target said that it is gone.</summary>
    DisabledBySystem,

    /// <summary>Whoever created it has left.</summary>
    DisabledByInactiveIdentity,
}

/// <summary>A subscription as it is to be.</summary>
/// <param name="EventType">As on the wire: <c>git.push</c>.</param>
/// <param name="Url">The address to post to.</param>
/// <param name="Secret">What deliveries prove themselves by.</param>
public sealed record HookRequest(string EventType, Guid Project, Guid Repository, Uri Url, Secret Secret)
{
    /// <summary>Sends the secret as the password of this user; Azure DevOps does so to https alone.</summary>
    public string? UserName { get; init; }

    /// <summary>Sends the secret in this header.</summary>
    public string? Header { get; init; }
}

/// <summary>A delivery as Azure DevOps remembers it.</summary>
/// <param name="Result">How it ended, or that it has not.</param>
/// <param name="At">When it was last changed, where told.</param>
/// <param name="Detail">What was answered or why nothing was; one line, bounded, without secrets; null where nothing is said.</param>
public sealed record HookNotification(int Id, NotificationResult Result, DateTimeOffset? At, string? Detail)
{
    /// <summary>The HTTP status that the address answered with, where the words tell it.</summary>
    public int? Answered { get; init; }
}

/// <summary>How a delivery ended.</summary>
public enum NotificationResult
{
    Pending,
    Succeeded,
    Failed,

    /// <summary>The event did not meet the subscription's conditions.</summary>
    Filtered,
}

/// <summary>
/// What we ask of the service hooks of a collection: subscriptions that post to an address (publisher <c>tfs</c>, consumer <c>webHooks</c>). Each
/// call is a bounded request or two, never repeated, and gives expected failures back as problems: <see cref="ProblemCode.WebhooksNotAllowed"/> where
/// the account lacks the permission, <see cref="ProblemCode.ScopeMissing"/> where the token does,
/// <see cref="ProblemCode.WebhookTargetRefused"/> for what Azure DevOps does not accept, <see cref="ProblemCode.WebhookMissing"/> for a subscription
/// that is not there. A cancelled call throws <see cref="OperationCanceledException"/>: what it asked for may have happened.
/// </summary>
public interface IServiceHooksGateway
{
    /// <summary>
    /// The subscriptions that post to an address, as they come off the wire. Those of projects in which the account may not view them are left out
    /// without a word, so a missing one proves nothing unless <see cref="AskPermissionAsync"/> says that it would be there.
    /// </summary>
    IAsyncEnumerable<Result<HookSubscription>> ListAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);

    /// <summary>Creates a subscription. Two that are the same are two, and report everything twice.</summary>
    Task<Result<HookSubscription>> CreateAsync(ServerTarget target, Secret token, HookRequest request, CancellationToken cancellationToken);

    /// <summary>Replaces a subscription as a whole, and enables it. Who created it stays.</summary>
    Task<Result<HookSubscription>> UpdateAsync(ServerTarget target, Secret token, Guid id, HookRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes a subscription.</summary>
    /// <returns>Whether it was there.</returns>
    Task<Result<bool>> DeleteAsync(ServerTarget target, Secret token, Guid id, CancellationToken cancellationToken);

    /// <summary>Has Azure DevOps send a made-up event to the address of the request, with its secret.</summary>
    /// <returns>The notification, mostly under way still.</returns>
    Task<Result<HookNotification>> TestAsync(ServerTarget target, Secret token, Guid subscription, HookRequest request, CancellationToken cancellationToken);

    /// <summary>What became of a test.</summary>
    Task<Result<HookNotification>> FindTestAsync(ServerTarget target, Secret token, int id, CancellationToken cancellationToken);

    /// <summary>The newest notification of a subscription's history, with what was answered to it; it is kept for days.</summary>
    /// <returns>None where there was none yet.</returns>
    Task<Result<IReadOnlyList<HookNotification>>> FindNewestAsync(ServerTarget target, Secret token, Guid subscription, CancellationToken cancellationToken);

    /// <summary>Asks the permission query (never a trial) for each of <paramref name="projects"/>.</summary>
    Task<Result<IReadOnlyDictionary<Guid, bool>>> AskPermissionAsync(
        ServerTarget target, Secret token, HookPermission permission, IReadOnlyList<Guid> projects, CancellationToken cancellationToken);

    /// <summary>Asks whether the token may speak of service hooks at all, whatever its owner may do; reads nothing.</summary>
    /// <returns>True, or <see cref="ProblemCode.ScopeMissing"/>, or why it could not be asked.</returns>
    Task<Result<bool>> AskTokenAsync(ServerTarget target, Secret token, CancellationToken cancellationToken);
}

/// <summary>The permissions of the security namespace of service hooks that matter to us, by their bits there.</summary>
public enum HookPermission
{
    View = 1,
    Edit = 2,
    Delete = 4,
}
