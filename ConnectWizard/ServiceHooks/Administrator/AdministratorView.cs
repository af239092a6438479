using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>What the administrator's page shows.</summary>
public sealed record AdministratorView
{
    /// <summary>What is asked for; null for a link that leads nowhere.</summary>
    public AdministratorRequest? Request { get; init; }

    /// <summary>What stood in the way of the last try.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The form was not sent from this page, or from one that is too old.</summary>
    public bool IsStale { get; init; }

    /// <summary>The account that this browser is signed in with, where signing in serves.</summary>
    public CloudAccount? Account { get; init; }

    /// <summary>Where it stands, as the page's <c>data-state</c> has it.</summary>
    public string State => Request is null ? "unknown" : Request.Status.ToString().ToLowerInvariant();
}
