using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.ServiceHooks;

/// <summary>Creates a profile's hooks for an administrator, who was sent a link because the connection's own account may not.</summary>
public interface IAdministratorHooks
{
    /// <summary>Exactly what would be created; nothing is asked and nothing written.</summary>
    AdministratorLinkOffer Describe(Connection connection, BuildProfile profile);

    /// <summary>
    /// Creates what is missing and mends what is broken with the administrator's own credential, which is used for this and not kept. Calling
    /// it again creates nothing twice.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="credential">The administrator's token for the connection's collection.</param>
    /// <param name="cancellationToken">What was created by then stays.</param>
    /// <returns>How the profile's webhooks are then, or why one could not be created.</returns>
    Task<Result<WebhookSummary>> CreateAsync(BuildProfile profile, Secret credential, CancellationToken cancellationToken);
}

/// <summary>What an administrator is asked to create.</summary>
/// <param name="Collection">The collection's address.</param>
/// <param name="Repository">Project and repository.</param>
/// <param name="Kinds">The events that would be subscribed to, a subscription for each.</param>
/// <param name="Address">Where they would be sent: scheme, host and port; each goes to a path of its own there.</param>
public sealed record AdministratorLinkOffer(Uri Collection, string Repository, IReadOnlyList<HookKind> Kinds, string Address);
