using ConnectWizard.Builds;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>A delivered event, kept until its builds are requested.</summary>
/// <param name="EventId">Azure DevOps' id: the same when it is delivered again.</param>
public sealed record Delivery(Guid Id, WorkspaceId Workspace, HookId Hook, Guid EventId, ConnectionId Connection, Guid RepositoryId, RepositoryEvent Event);

public interface IDeliveryStore
{
    /// <summary>Stores the deliveries whose event is new, durably.</summary>
    /// <returns>How many were new.</returns>
    Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Stores what deliveries mean to profiles, and that they are done. What another node has done is skipped.</summary>
    /// <returns>Whether a build was requested.</returns>
    Task<bool> SettleAsync(IReadOnlyList<SettledDelivery> settled, CancellationToken cancellationToken);
}

public sealed record SettledDelivery(Guid Id, IReadOnlyList<ReceivedEvent> Events);
