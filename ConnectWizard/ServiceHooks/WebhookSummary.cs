using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>How a profile's events arrive, in a word and a problem.</summary>
/// <param name="Problem">What is wrong, and who can fix it.</param>
/// <param name="CanRepair">Whether there is something that <i>Repair</i> would do.</param>
public sealed record WebhookSummary(WebhookHealth Health, Problem? Problem, DateTimeOffset? LastDeliveryAt, DateTimeOffset? CheckedAt, bool CanRepair);

/// <summary>A profile's webhooks in a word; the lower-case names are those in the page.</summary>
public enum WebhookHealth
{
    /// <summary>Created, and a delivery has come.</summary>
    Working,

    /// <summary>Being created, waiting for the test to come back, or for an administrator.</summary>
    Waiting,

    Polling,

    Broken,

    /// <summary>Neither; builds are started by hand.</summary>
    None,
}

/// <summary>Shows and repairs the webhooks of profiles.</summary>
public interface IProfileWebhooks
{
    /// <returns>The summary; <see cref="WebhookHealth.None"/> for a profile that is gone.</returns>
    Task<WebhookSummary> FindAsync(BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>The summaries of an actor's profiles, read in one query.</summary>
    Task<IReadOnlyDictionary<ProfileId, WebhookSummary>> ListAsync(
        Actor actor, IReadOnlyList<Connection> connections, IReadOnlyList<BuildProfile> profiles, CancellationToken cancellationToken);

    /// <summary>Has what is missing created soon, after a profile was created or its source changed; returns at once.</summary>
    void RequestSync();

    /// <summary>
    /// Checks the webhooks that a page shows: now, or when the last check is some seconds old, however many pages are open. The page is notified by
    /// the profile's signal.
    /// </summary>
    Task PollAsync(BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>Repairs what is broken: creates, enables, sets address and secret again, and asks for a test.</summary>
    Task<Result<WebhookSummary>> RepairAsync(BuildProfile profile, CancellationToken cancellationToken);
}
