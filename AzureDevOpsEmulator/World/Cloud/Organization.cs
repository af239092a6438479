namespace AzureDevOpsEmulator.World.Cloud;

/// <summary>An organization of Azure DevOps Services: a collection that belongs to a tenant and has members.</summary>
internal sealed record Organization(string Name, Tenant Tenant, string Description, params IReadOnlyList<CloudPerson> Members)
{
    /// <summary>How it is until somebody switches it.</summary>
    public OrganizationState State { get; init; } = OrganizationState.Open;

    /// <summary>Whether the list of a member's organizations has it even when they are signed in to another tenant.</summary>
    public bool IsListedElsewhere { get; init; }

    public required TeamProjectCollection Collection { get; init; }

    public bool HasMember(string signInName) =>
        Members.Any(member => member.SignInName.Equals(signInName, StringComparison.OrdinalIgnoreCase));
}
