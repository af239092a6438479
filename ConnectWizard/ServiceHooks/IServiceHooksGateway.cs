using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks;

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
