
namespace ConnectWizard.Connections;

public static class OrganizationTenants
{
    /// <returns>
    /// <see cref="ProblemCode.OrganizationOtherTenant"/>, with the variant <c>personal</c> for an organization without tenant; null when it is
    /// the account's own, or one of the two is unknown.
    /// </returns>
    public static Problem? FindForeign(CloudAccount account, OrganizationTenant organization, string name)
    {
        var problem = new Problem(ProblemCode.OrganizationOtherTenant).With("organization", name).With("collection", name).With("login", account.Login);
        if (organization.TenantId is not { } tenant)
            return problem.With(ProblemText.Variant, "personal");

        return Guid.TryParse(tenant, out var theirs) && Guid.TryParse(account.Tenant, out var ours) && ours != theirs ? problem.With("tenant", tenant) : null;
    }
}
