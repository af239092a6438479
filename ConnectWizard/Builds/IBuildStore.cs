using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Builds;

/// <summary>Keeps build requests and what arrived for profiles. Each method is one transaction.</summary>
public interface IBuildStore
{
    /// <summary>The newest events of a profile, newest first.</summary>
    Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken);

    /// <summary>The newest requests of a profile, newest first.</summary>
    Task<IReadOnlyList<BuildRequest>> ListAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken);

    Task<BuildRequest?> FindAsync(BuildRequestId id, CancellationToken cancellationToken);

    /// <summary>Stores a request, unless the profile has one of this key.</summary>
    /// <returns>The request of this key; null when the profile is gone, or had it so long ago that only the key is remembered.</returns>
    Task<BuildRequest?> RequestAsync(WorkspaceId workspace, ProfileId profile, BuildTrigger trigger, CancellationToken cancellationToken);

    /// <summary>Queues a request that was given up once more; one in another state stays as it is.</summary>
    /// <returns>The request as it is now; null when it is gone or of another workspace.</returns>
    Task<BuildRequest?> RequeueAsync(WorkspaceId workspace, BuildRequestId id, CancellationToken cancellationToken);

    /// <summary>
    /// The requests to send now, the oldest first: of each profile the oldest alone, unless that was tried <paramref name="waitTimeout"/> times
    /// already and holds the others up no longer.
    /// </summary>
    Task<IReadOnlyList<BuildRequest>> ListDueAsync(int limit, int waitTimeout, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a due request for one attempt: it counts, and nobody else sends it before <paramref name="until"/>. Whoever dies with it loses it then.
    /// </summary>
    /// <returns>False when another node was quicker.</returns>
    Task<bool> ClaimAsync(BuildRequest request, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Writes down how an attempt ended, unless the request has been accepted meanwhile.</summary>
    /// <param name="workspace">Its workspace.</param>
    /// <param name="id">The request.</param>
    /// <param name="state">Where it stands now.</param>
    /// <param name="answer">What the build system said, in a sentence.</param>
    /// <param name="nextAttemptAt">When it is due again; null when it is not.</param>
    /// <param name="cancellationToken">Before the transaction is committed nothing is kept.</param>
    Task SettleAsync(WorkspaceId workspace, BuildRequestId id, BuildState state, string answer, DateTimeOffset? nextAttemptAt, CancellationToken cancellationToken);
}

/// <summary>Keeps the hashes of the tokens that the build system clones with.</summary>
public interface IGitTokenStore
{
    /// <summary>Keeps a token of a request; tokens that have ended are deleted with it.</summary>
    Task KeepAsync(BuildRequestId request, string hash, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Whether a token is of this request and has not ended.</summary>
    Task<bool> IsGoodAsync(BuildRequestId request, string hash, CancellationToken cancellationToken);
}
