namespace AzureDevOpsEmulator.Entra;

/// <summary>The first path segment of the authorization server: which accounts may sign in.</summary>
/// <param name="Segment">As requested.</param>
/// <param name="Tenant">Null for authorities of many tenants.</param>
internal sealed record EntraAuthority(string Segment, Tenant? Tenant, bool AllowsPersonalAccounts, bool AllowsOrganizations)
{
    public static EntraAuthority Parse(string segment) => segment.ToUpperInvariant() switch
    {
        "ORGANIZATIONS" => new(segment, null, AllowsPersonalAccounts: false, AllowsOrganizations: true),
        "COMMON" => new(segment, null, AllowsPersonalAccounts: true, AllowsOrganizations: true),
        "CONSUMERS" => new(segment, Tenant.Consumers, AllowsPersonalAccounts: true, AllowsOrganizations: false),
        _ when Tenant.Consumers.Matches(segment) => new(segment, Tenant.Consumers, AllowsPersonalAccounts: true, AllowsOrganizations: false),
        _ => new(segment, FindTenant(segment), AllowsPersonalAccounts: false, AllowsOrganizations: true),
    };

    /// <summary>The tenant that issues the person's tokens; null when the person is unknown in the requested one.</summary>
    public Tenant? TenantFor(CloudPerson person) => Tenant is null ? person.Home : person.IsKnownIn(Tenant) ? Tenant : null;

    public bool Serves(Guid tenant) => Tenant is null || Tenant.Id == tenant;

    private static Tenant FindTenant(string segment) =>
        Tenants.All.FirstOrDefault(tenant => tenant.Matches(segment)) ?? throw EntraErrors.UnknownTenant(segment).AsException();
}
