using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks.Administrator;

/// <summary>What an administrator is asked for by a link: everything that the page about it may show.</summary>
/// <param name="Link">The link, as kept.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Profile">The profile that waits.</param>
/// <param name="Connection">Its connection: what is called is its target, whatever a link or a form says.</param>
/// <param name="Offer">Exactly what would be created.</param>
public sealed record AdministratorRequest(
    StoredLink Link, LinkStatus Status, BuildProfile Profile, Connection Connection, AdministratorLinkOffer Offer);

/// <summary>Carries out what administrators are asked for.</summary>
public interface IAdministratorRequests
{
    /// <summary>Finds what a link asks for.</summary>
    /// <param name="link">The link's own part, as it came in.</param>
    /// <returns>The request, open or not; null for a link that nobody made, and for one whose profile is gone.</returns>
    Task<AdministratorRequest?> FindAsync(string link, CancellationToken cancellationToken);

    /// <summary>
    /// Creates the webhooks with an administrator's credential, which is used for these requests and kept nowhere: who it is, whether they may, and
    /// then what is missing. Each call is counted as a try of the link; what was created by one that failed half-way is found by the next.
    /// </summary>
    /// <param name="request">As found; one that is not open is given back as it is.</param>
    /// <param name="credential">A personal access token, or an access token of an account that signed in.</param>
    /// <returns>The request as it is then, or what stands in the way.</returns>
    Task<Result<AdministratorRequest>> CarryOutAsync(AdministratorRequest request, Secret credential, CancellationToken cancellationToken);
}

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
