using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>How a profile's news gets here, in a word and a problem.</summary>
/// <param name="Health">The word.</param>
/// <param name="Problem">What is wrong with it, who can mend it; null where nothing is.</param>
/// <param name="LastDeliveryAt">When something last came in.</param>
/// <param name="CheckedAt">When Azure DevOps was last asked.</param>
/// <param name="CanRepair">Whether there is something that <i>Repair</i> would do.</param>
public sealed record WebhookSummary(WebhookHealth Health, Problem? Problem, DateTimeOffset? LastDeliveryAt, DateTimeOffset? CheckedAt, bool CanRepair);

/// <summary>A profile's webhooks in a word; the lower-case names are those in the page.</summary>
public enum WebhookHealth
{
    /// <summary>Created, and a delivery has come.</summary>
    Working,

    /// <summary>Being created, waiting for the test to come back, or for an administrator.</summary>
    Waiting,

    /// <summary>We look from time to time.</summary>
    Polling,

    Broken,

    /// <summary>Neither; builds are started by hand.</summary>
    None,
}

/// <summary>Tells how profiles' news gets here, and mends it.</summary>
public interface IProfileWebhooks
{
    /// <returns>The summary; <see cref="WebhookHealth.None"/> for a profile that is gone.</returns>
    Task<WebhookSummary> FindAsync(BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>The summaries of an actor's profiles, read in one query.</summary>
    Task<IReadOnlyDictionary<ProfileId, WebhookSummary>> ListAsync(
        Actor actor, IReadOnlyList<Connection> connections, IReadOnlyList<BuildProfile> profiles, CancellationToken cancellationToken);

    /// <summary>Has what is missing created now: after a profile was made, after its source was changed. Returns at once.</summary>
    void RequestSync();

    /// <summary>
    /// Asks Azure DevOps about webhooks that somebody looks at: now, or when the last answer is some seconds old, however many look. The page is
    /// told by the profile's signal.
    /// </summary>
    Task PollAsync(BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>Mends what is broken: creates anew, enables, sets address and secret anew, and asks for a test.</summary>
    Task<Result<WebhookSummary>> RepairAsync(BuildProfile profile, CancellationToken cancellationToken);
}
