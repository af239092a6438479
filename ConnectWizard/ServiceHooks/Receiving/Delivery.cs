using ConnectWizard.Builds;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>An event that Azure DevOps delivered to a hook, as it is kept until its builds are requested.</summary>
/// <param name="EventId">Azure DevOps' id: the same when it is delivered again.</param>
public sealed record Delivery(Guid Id, WorkspaceId Workspace, HookId Hook, Guid EventId, ConnectionId Connection, Guid RepositoryId, RepositoryEvent Event);

/// <summary>Keeps deliveries. Each method is one transaction.</summary>
public interface IDeliveryStore
{
    /// <summary>Keeps all of them, durably, but for those whose event came before.</summary>
    /// <returns>How many came for the first time.</returns>
    Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    /// <summary>Those whose builds have not been requested yet, the oldest first.</summary>
    Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Stores what deliveries were to profiles, and that they are done, in one transaction. What another node has done meanwhile is skipped.
    /// </summary>
    /// <returns>Whether a build was requested.</returns>
    Task<bool> SettleAsync(IReadOnlyList<SettledDelivery> settled, CancellationToken cancellationToken);
}

/// <summary>A delivery, and what it was to each profile.</summary>
/// <param name="Events">None where no profile follows what it is about.</param>
public sealed record SettledDelivery(Guid Id, IReadOnlyList<ReceivedEvent> Events);
