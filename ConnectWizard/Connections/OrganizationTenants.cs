
namespace ConnectWizard.Connections;

/// <summary>Whether an account's tokens are good in an organization, as far as tenants go. Pure.</summary>
public static class OrganizationTenants
{
    /// <returns>
    /// <see cref="ProblemCode.OrganizationOtherTenant"/> when the organization is known to be another tenant's, with the variant <c>personal</c>
    /// when it is nobody's; null when it is the account's own, or when one of the two is not known by its id.
    /// </returns>
    public static Problem? FindForeign(CloudAccount account, OrganizationTenant organization, string name)
    {
        var problem = new Problem(ProblemCode.OrganizationOtherTenant).With("organization", name).With("collection", name).With("login", account.Login);
        if (organization.TenantId is not { } tenant)
            return problem.With(ProblemText.Variant, "personal");

        return Guid.TryParse(tenant, out var theirs) && Guid.TryParse(account.Tenant, out var ours) && ours != theirs ? problem.With("tenant", tenant) : null;
    }
}
