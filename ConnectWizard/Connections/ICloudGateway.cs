namespace ConnectWizard.Connections;

/// <summary>Azure DevOps Services outside an organization, which is a collection of <see cref="IAzureDevOpsGateway"/>.</summary>
public interface ICloudGateway
{
    /// <summary>Personal access tokens are refused here, whatever their scopes.</summary>
    Task<Result<CloudProfile>> ReadProfileAsync(EntraAccessToken token, CancellationToken cancellationToken);

    /// <summary>The organizations that the account is a member of, as far as its tenant's token sees them; none is an answer, too.</summary>
    Task<Result<IReadOnlyList<CloudOrganization>>> ListOrganizationsAsync(EntraAccessToken token, string profileId, CancellationToken cancellationToken);

    /// <returns>One without id where the organization is backed by personal Microsoft accounts.</returns>
    Task<Result<OrganizationTenant>> FindTenantAsync(string organization, CancellationToken cancellationToken);
}

public sealed record CloudProfile(string Id, string Name, string? Login);

/// <param name="DisabledReason">Why it cannot be chosen, as Azure DevOps' list says (its status or reason); null when the list does not say that it is disabled.</param>
public sealed record CloudOrganization(string Name, string? DisabledReason);

/// <param name="TenantId">Null for an organization that is backed by personal Microsoft accounts.</param>
public sealed record OrganizationTenant(string? TenantId);
