using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Builds;

/// <summary>Stores build requests and the events of profiles, newest first. Each method is one transaction.</summary>
public interface IBuildStore
{
    Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<BuildRequest>> ListAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<RecentBuild>> ListRecentAsync(WorkspaceId workspace, IReadOnlyList<ProfileId> profiles, int limit, CancellationToken cancellationToken);

    Task<BuildRequest?> FindAsync(BuildRequestId id, CancellationToken cancellationToken);

    /// <summary>Stores a request unless its profile already has one with the same key.</summary>
    /// <returns>The stored request with this key; null when the profile is gone, or only the key is remembered.</returns>
    Task<BuildRequest?> AddAsync(BuildRequest request, CancellationToken cancellationToken);

    /// <summary>Queues a failed request again; a request in another state stays as it is.</summary>
    Task<BuildRequest?> RequeueAsync(WorkspaceId workspace, BuildRequestId id, CancellationToken cancellationToken);

    /// <summary>Due requests, oldest first; of each profile the oldest that was sent fewer than <paramref name="maxBlockingAttempts"/> times.</summary>
    Task<IReadOnlyList<BuildRequest>> ListDueAsync(int limit, int maxBlockingAttempts, CancellationToken cancellationToken);

    /// <summary>Claims a due request for one attempt. No other node sends it for <paramref name="duration"/>, by the database's clock.</summary>
    Task<bool> ClaimAsync(BuildRequest request, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stores how an attempt ended, unless the request was accepted meanwhile, or claimed for another attempt. An acceptance always counts.</summary>
    /// <param name="request">With its attempts, this one included.</param>
    /// <param name="delay">Until the next attempt; null for none.</param>
    Task SettleAsync(BuildRequest request, BuildState state, string response, TimeSpan? delay, CancellationToken cancellationToken);
}
