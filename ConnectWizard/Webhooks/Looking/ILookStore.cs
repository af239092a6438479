using ConnectWizard.Profiles;
using ConnectWizard.Profiles.Builds;

namespace ConnectWizard.Webhooks.Looking;

/// <summary>Keeps where the refs that profiles follow were last seen. Each method is one transaction.</summary>
public interface ILookStore
{
    /// <summary>Every profile that wants news, with when it was last looked at.</summary>
    Task<IReadOnlyList<LookedAtProfile>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Where a profile's refs were last seen, by their names.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadHeadsAsync(ProfileId profile, CancellationToken cancellationToken);

    /// <summary>Writes down what a look found.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="lookedAt">When the refs were asked for.</param>
    /// <param name="heads">The refs that moved, came or went.</param>
    /// <param name="arrivals">What is news of it.</param>
    /// <param name="cancellationToken">Before the transaction is committed nothing is kept.</param>
    /// <returns>Whether a build was requested.</returns>
    Task<bool> RecordAsync(
        ProfileId profile, DateTimeOffset lookedAt, IReadOnlyList<RefHead> heads, IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken);
}

/// <summary>A profile with when its refs were last compared; null when never.</summary>
public sealed record LookedAtProfile(BuildProfile Profile, DateTimeOffset? LookedAt);
