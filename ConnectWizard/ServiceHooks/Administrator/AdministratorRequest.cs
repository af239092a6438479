using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>What a link asks an administrator for.</summary>
/// <param name="Connection">Its target is what is called, whatever a link or a form says.</param>
public sealed record AdministratorRequest(
    StoredLink Link, LinkStatus Status, BuildProfile Profile, Connection Connection, AdministratorLinkOffer Offer);

public interface IAdministratorRequests
{
    /// <param name="link">The last segment of the link's path.</param>
    /// <returns>Null for a link that nobody made, and for one whose profile is gone.</returns>
    Task<AdministratorRequest?> FindAsync(string link, CancellationToken cancellationToken);

    /// <summary>
    /// Creates the webhooks with an administrator's credential, which is not kept. Each call counts as an attempt; what was created by one that
    /// failed half-way is found by the next. A request that is not open is given back as it is.
    /// </summary>
    Task<Result<AdministratorRequest>> CarryOutAsync(AdministratorRequest request, Secret credential, CancellationToken cancellationToken);
}

public sealed record AdministratorView
{
    public AdministratorRequest? Request { get; init; }

    public Problem? Problem { get; init; }

    public bool IsStale { get; init; }

    /// <summary>An account that this browser is signed in with.</summary>
    public CloudAccount? Account { get; init; }

    /// <summary>As the page's <c>data-state</c> has it.</summary>
    public string State => Request is null ? "unknown" : Request.Status.ToString().ToLowerInvariant();
}
