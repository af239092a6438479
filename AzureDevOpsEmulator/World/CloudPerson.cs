namespace AzureDevOpsEmulator.World;

/// <summary>Somebody with an account at Microsoft, and what their tenant lets them do.</summary>
/// <param name="Name">A short name for tests and addresses.</param>
/// <param name="DisplayName">As the services show it.</param>
/// <param name="SignInName">What they sign in with.</param>
/// <param name="Home">The tenant that their account is of.</param>
/// <param name="Description">What a client meets with them.</param>
internal sealed record CloudPerson(string Name, string DisplayName, string SignInName, Tenant Home, string Description)
{
    /// <summary>The tenants that have invited them.</summary>
    public IReadOnlyList<Tenant> GuestIn { get; init; } = [];

    /// <summary>Whether their tenant lets them decide themselves what an application may do in their name.</summary>
    public bool MayConsent { get; init; } = true;

    /// <summary>Whether they may decide it for everybody in their tenant.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>Whether a policy keeps them out until somebody switches it off.</summary>
    public bool IsUnderConditionalAccess { get; init; }

    public ProjectAccess CanManageHooks { get; init; } = ProjectAccess.All;

    public bool IsPersonal => Home == Tenant.Consumers;

    public bool IsKnownIn(Tenant tenant) => Home == tenant || GuestIn.Contains(tenant);

    /// <summary>The account's id in a tenant's directory: a guest has another one than at home.</summary>
    public Guid ObjectIdIn(Tenant tenant) => StableId.For("object", tenant.Domain, SignInName);

    /// <summary>The person as Azure DevOps knows them in one tenant.</summary>
    public Person In(Tenant tenant) => new(DisplayName, SignInName, CanView: ProjectAccess.All, CanManageHooks) { Tenant = tenant.Id };
}

/// <summary>A Microsoft Entra tenant: the directory that accounts are of and that tokens are bound to.</summary>
internal sealed record Tenant(Guid Id, string Domain, string Name)
{
    /// <summary>The tenant in which personal Microsoft accounts are kept; its id is the real one.</summary>
    public static Tenant Consumers { get; } = new(new Guid("9188040d-6c67-4c5b-b112-36a304b66dad"), "live.com", "Personal Microsoft accounts");

    public static Tenant Of(string domain, string name) => new(StableId.For("tenant", domain), domain, name);

    public bool Matches(string idOrDomain) =>
        Guid.TryParse(idOrDomain, out var id) ? id == Id : Domain.Equals(idOrDomain, StringComparison.OrdinalIgnoreCase);
}

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

/// <summary>An application that is registered with Microsoft Entra as a confidential client.</summary>
/// <param name="Name">A short name for tests.</param>
/// <param name="Id">The client id.</param>
/// <param name="DisplayName">What people are shown.</param>
/// <param name="Description">What a client meets with it.</param>
internal sealed record ClientApplication(string Name, Guid Id, string DisplayName, string Description)
{
    /// <summary>The only tenant that knows it; null when every organization's tenant may.</summary>
    public Tenant? OnlyIn { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>The permissions that its registration names, which is what <c>.default</c> asks for.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = ["vso.profile", "vso.project", "vso.code", "vso.hooks_write"];

    public bool IsKnownIn(Tenant tenant) => OnlyIn is null || OnlyIn == tenant;
}
