namespace ConnectWizard.Connections;

/// <summary>
/// What is asked of Azure DevOps Services beside its organizations: who somebody is, which organizations there are, whose tenant one is.
/// What is asked of an organization is asked through <see cref="IAzureDevOpsGateway"/>, as of a collection.
/// </summary>
public interface ICloudGateway
{
    /// <summary>Who the token is. Personal access tokens are refused here, whatever their scopes.</summary>
    Task<Result<CloudProfile>> ReadProfileAsync(EntraAccessToken token, CancellationToken cancellationToken);

    /// <summary>The organizations that the account is a member of, as far as its tenant's token sees them; none is an answer, too.</summary>
    Task<Result<IReadOnlyList<CloudOrganization>>> ListOrganizationsAsync(EntraAccessToken token, string profileId, CancellationToken cancellationToken);

    /// <summary>Asks an organization, as a stranger, which tenant it belongs to.</summary>
    /// <returns>The tenant; one without id where the organization is backed by personal Microsoft accounts.</returns>
    Task<Result<OrganizationTenant>> FindTenantAsync(string organization, CancellationToken cancellationToken);
}

/// <summary>An Azure DevOps profile.</summary>
/// <param name="Id">What its organizations are asked for by.</param>
/// <param name="Name">The display name.</param>
/// <param name="Login">The e-mail address, where told.</param>
public sealed record CloudProfile(string Id, string Name, string? Login);

/// <summary>An organization as the list of accounts has it.</summary>
/// <param name="Name">As in <c>dev.azure.com/{name}</c>.</param>
/// <param name="DisabledReason">Why it cannot be chosen, as Azure DevOps' list says (its status or reason); null when the list does not say that it is disabled.</param>
public sealed record CloudOrganization(string Name, string? DisabledReason);

/// <summary>Whose tenant an organization belongs to.</summary>
/// <param name="TenantId">The tenant's id; null for an organization that is backed by personal Microsoft accounts.</param>
public sealed record OrganizationTenant(string? TenantId);
