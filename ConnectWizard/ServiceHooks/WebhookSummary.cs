using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <param name="CanRepair">Whether <i>Repair</i> would do anything.</param>
public sealed record WebhookSummary(WebhookHealth Health, Problem? Problem, DateTimeOffset? LastDeliveryAt, DateTimeOffset? CheckedAt, bool CanRepair)
{
    /// <summary>It counts as working once an event has arrived.</summary>
    public bool AwaitsEvent { get; init; }

    /// <summary>Azure DevOps could not be asked since <see cref="CheckedAt"/>.</summary>
    public bool IsUnchecked { get; init; }
}

/// <summary>The lower-case names are those in the page.</summary>
public enum WebhookHealth
{
    Working,

    /// <summary>Being created, waiting for the test to come back, or for an administrator.</summary>
    Waiting,

    Polling,
    Broken,

    /// <summary>Builds are started by hand.</summary>
    None,
}

public interface IProfileWebhooks
{
    Task<WebhookSummary> FindAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>Read in one query.</summary>
    Task<IReadOnlyDictionary<ProfileId, WebhookSummary>> ListAsync(
        Actor actor, IReadOnlyList<Connection> connections, IReadOnlyList<BuildProfile> shown, CancellationToken cancellationToken);

    /// <summary>The profiles whose webhooks somebody has to fix.</summary>
    Task<IReadOnlyList<BuildProfile>> ListBrokenAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Has what is missing created soon; returns at once.</summary>
    void RequestSync();

    /// <summary>Checks the webhooks that a page shows, at most every few seconds however many pages are open. The profile's signal notifies the pages.</summary>
    Task CheckAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken);

    /// <summary>Creates or enables what is broken, sets address and secret again, and asks for a test.</summary>
    Task<Result<WebhookSummary>> RepairAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken);
}
