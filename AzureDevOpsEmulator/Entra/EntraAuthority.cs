namespace AzureDevOpsEmulator.Entra;

/// <summary>The first segment of the authorization server's addresses: which accounts may sign in there.</summary>
/// <param name="Segment">As it was asked.</param>
/// <param name="Tenant">The one tenant that was named; null for those of many.</param>
/// <param name="AllowsPersonalAccounts">Whether accounts without an organization may come here.</param>
/// <param name="AllowsOrganizations">Whether accounts of organizations may.</param>
internal sealed record EntraAuthority(string Segment, Tenant? Tenant, bool AllowsPersonalAccounts, bool AllowsOrganizations)
{
    /// <exception cref="EntraException">There is no such tenant.</exception>
    public static EntraAuthority Parse(string segment) => segment.ToUpperInvariant() switch
    {
        "ORGANIZATIONS" => new(segment, null, AllowsPersonalAccounts: false, AllowsOrganizations: true),
        "COMMON" => new(segment, null, AllowsPersonalAccounts: true, AllowsOrganizations: true),
        "CONSUMERS" => new(segment, Tenant.Consumers, AllowsPersonalAccounts: true, AllowsOrganizations: false),
        _ when Tenant.Consumers.Matches(segment) => new(segment, Tenant.Consumers, AllowsPersonalAccounts: true, AllowsOrganizations: false),
        _ => new(segment, FindTenant(segment), AllowsPersonalAccounts: false, AllowsOrganizations: true),
    };

    /// <summary>The tenant that issues tokens to a person here; null when they are unknown in the one that was named.</summary>
    public Tenant? TenantFor(CloudPerson person) => Tenant is null ? person.Home : person.IsKnownIn(Tenant) ? Tenant : null;

    public bool Serves(Guid tenant) => Tenant is null || Tenant.Id == tenant;

    private static Tenant FindTenant(string segment) =>
        Tenants.All.FirstOrDefault(tenant => tenant.Matches(segment)) ?? throw EntraErrors.UnknownTenant(segment).AsException();
}
