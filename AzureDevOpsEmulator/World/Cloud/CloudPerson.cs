namespace AzureDevOpsEmulator.World.Cloud;

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

    public Reach ManagesHooks { get; init; } = Reach.Everything;

    public bool IsPersonal => Home == Tenant.Consumers;

    public bool IsKnownIn(Tenant tenant) => Home == tenant || GuestIn.Contains(tenant);

    /// <summary>The account's id in a tenant's directory: a guest has another one than at home.</summary>
    public Guid ObjectIdIn(Tenant tenant) => StableId.For("object", tenant.Domain, SignInName);

    /// <summary>The person as Azure DevOps knows them in one tenant.</summary>
    public Person In(Tenant tenant) => new(DisplayName, SignInName, Sees: Reach.Everything, ManagesHooks) { Tenant = tenant.Id };
}
