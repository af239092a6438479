namespace AzureDevOpsEmulator.World;

internal sealed record CloudPerson(string Name, string DisplayName, string SignInName, Tenant Home, string Description)
{
    public IReadOnlyList<Tenant> GuestIn { get; init; } = [];

    /// <summary>Whether the person may consent for themselves.</summary>
    public bool MayConsent { get; init; } = true;

    /// <summary>Whether the person may consent for the tenant.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The initial state of a policy that blocks the person.</summary>
    public bool IsUnderConditionalAccess { get; init; }
    public ProjectAccess CanManageHooks { get; init; } = ProjectAccess.All;
    public ProjectAccess CanContribute { get; init; } = ProjectAccess.All;

    /// <summary>A service principal: its sign-in name is its object ID.</summary>
    public bool IsApplication { get; init; }

    /// <summary>Whether the access level includes code.</summary>
    public bool HasLicense { get; init; } = true;
    public bool IsPersonal => Home == Tenant.Consumers;

    public bool IsKnownIn(Tenant tenant) => Home == tenant || GuestIn.Contains(tenant);

    /// <summary>Guests have another object ID than at home.</summary>
    public Guid ObjectIdIn(Tenant tenant) => StableId.For("object", tenant.Domain, SignInName);

    /// <summary>The person as Azure DevOps knows them in one tenant.</summary>
    public Person In(Tenant tenant) => new(DisplayName, SignInName, CanView: ProjectAccess.All, CanManageHooks) { Tenant = tenant.Id, HasLicense = HasLicense, CanContribute = CanContribute };
}

internal sealed record Tenant(Guid Id, string Domain, string Name)
{
    /// <summary>The tenant of personal Microsoft accounts; its ID is the real one.</summary>
    public static Tenant Consumers { get; } = new(new Guid("9188040d-6c67-4c5b-b112-36a304b66dad"), "live.com", "Personal Microsoft accounts");

    public static Tenant Of(string domain, string name) => new(StableId.For("tenant", domain), domain, name);

    public bool Matches(string idOrDomain) =>
        Guid.TryParse(idOrDomain, out var id) ? id == Id : Domain.Equals(idOrDomain, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An organization of Azure DevOps Services: a collection with a tenant and members.</summary>
internal sealed record Organization(string Name, Tenant Tenant, string Description, params IReadOnlyList<CloudPerson> Members)
{
    /// <summary>The initial state.</summary>
    public OrganizationState State { get; init; } = OrganizationState.Open;

    /// <summary>Whether it is listed for members who are signed in to another tenant.</summary>
    public bool IsListedElsewhere { get; init; }

    /// <summary>Whether members with a token of another tenant get empty lists. Its tenant is then told to nobody without a token.</summary>
    public bool IsEmptyElsewhere { get; init; }
    public required TeamProjectCollection Collection { get; init; }

    public bool HasMember(string signInName) =>
        Members.Any(member => member.SignInName.Equals(signInName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A confidential client of Microsoft Entra.</summary>
internal sealed record ClientApplication(string Name, Guid Id, string DisplayName, string Description)
{
    /// <summary>The only tenant that knows the client; null for all.</summary>
    public Tenant? OnlyIn { get; init; }
    public bool IsDisabled { get; init; }

    /// <summary>The subject of the cluster whose assertions prove this client; null for none.</summary>
    public string? FederatedSubject { get; init; }
    public bool IsManagedIdentity { get; init; }

    /// <summary>The registered permissions, which <c>.default</c> requests.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = ["vso.profile", "vso.project", "vso.code", "vso.hooks_write"];

    public bool IsKnownIn(Tenant tenant) => OnlyIn is null || OnlyIn == tenant;
}
