namespace AzureDevOpsEmulator.Entra;

/// <summary>The first segment of the authorization server's addresses: which accounts may sign in there.</summary>
/// <param name="Segment">As it was asked.</param>
/// <param name="Tenant">The one tenant that was named; null for those of many.</param>
/// <param name="TakesPersonalAccounts">Whether accounts without an organization may come here.</param>
/// <param name="TakesOrganizations">Whether accounts of organizations may.</param>
internal sealed record EntraAuthority(string Segment, Tenant? Tenant, bool TakesPersonalAccounts, bool TakesOrganizations)
{
    /// <exception cref="EntraException">There is no such tenant.</exception>
    public static EntraAuthority Parse(string segment) => segment.ToUpperInvariant() switch
    {
        "ORGANIZATIONS" => new(segment, null, TakesPersonalAccounts: false, TakesOrganizations: true),
        "COMMON" => new(segment, null, TakesPersonalAccounts: true, TakesOrganizations: true),
        "CONSUMERS" => new(segment, Tenant.Consumers, TakesPersonalAccounts: true, TakesOrganizations: false),
        _ when Tenant.Consumers.IsCalled(segment) => new(segment, Tenant.Consumers, TakesPersonalAccounts: true, TakesOrganizations: false),
        _ => new(segment, Known(segment), TakesPersonalAccounts: false, TakesOrganizations: true),
    };

    /// <summary>The tenant that issues tokens to a person here; null when they are unknown in the one that was named.</summary>
    public Tenant? TenantFor(CloudPerson person) => Tenant is null ? person.Home : person.IsKnownIn(Tenant) ? Tenant : null;

    public bool Serves(Guid tenant) => Tenant is null || Tenant.Id == tenant;

    private static Tenant Known(string segment) =>
        Tenants.All.FirstOrDefault(tenant => tenant.IsCalled(segment)) ?? throw EntraErrors.TenantUnknown(segment).AsException();
}
