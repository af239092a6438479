using ConnectWizard.Builds;
using ConnectWizard.Profiles;

namespace ConnectWizard.Polling;

/// <summary>Keeps where the refs that profiles follow were last seen. Each method is one transaction.</summary>
public interface IPollStore
{
    /// <summary>Every profile with a trigger source, with when it was last polled.</summary>
    Task<IReadOnlyList<PolledProfile>> ListAsync(CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<string, string>> ReadHeadsAsync(ProfileId profile, CancellationToken cancellationToken);

    /// <param name="polledAt">When the refs were read.</param>
    /// <param name="heads">The refs that moved, came or went.</param>
    /// <returns>Whether a build was requested.</returns>
    Task<bool> RecordAsync(
        ProfileId profile, DateTimeOffset polledAt, IReadOnlyList<RefHead> heads, IReadOnlyList<ReceivedEvent> receivedEvents, CancellationToken cancellationToken);
}

/// <summary>A profile with when its refs were last compared; null when never.</summary>
public sealed record PolledProfile(BuildProfile Profile, DateTimeOffset? PolledAt);
