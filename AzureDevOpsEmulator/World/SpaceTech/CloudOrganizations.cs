using static AzureDevOpsEmulator.World.SpaceTech.CloudPeople;

namespace AzureDevOpsEmulator.World.SpaceTech;

internal static class CloudOrganizations
{
    private const string Service = "dev.azure.com";

    public static IReadOnlyList<Organization> All { get; } =
    [
        New("spacetech", Tenants.SpaceTech, "Open, with more projects than a page holds",
            [.. DefaultCollection.Projects, .. FlightSystemsCollection.Projects],
            Ada, Bruno, Dmitri, Farid, Greta, Hedda,
            ServicePrincipals.Builder, ServicePrincipals.Reader, ServicePrincipals.Unlicensed, ServicePrincipals.Pipeline, ServicePrincipals.Machine),
        New("spacetech-labs", Tenants.SpaceTech, "Open, with names that are rich in spaces", Labs, Ada, Hedda, ServicePrincipals.Builder),
        New("spacetech-new", Tenants.SpaceTech, "Open, without projects", [], Ada),
        New("spacetech-archive", Tenants.SpaceTech, "Stopped: 503 TF24668", SmallerCollections.Department, Bruno) with
        {
            State = OrganizationState.Stopped,
        },
        New("spacetech-guarded", Tenants.SpaceTech, "A policy refuses OAuth tokens (401) and global personal access tokens",
            SmallerCollections.Department, Bruno) with
        {
            State = OrganizationState.OAuthBlocked,
        },
        New("spacetech-retired", Tenants.SpaceTech, "Disabled in the list of organizations", SmallerCollections.Department, Bruno) with
        {
            State = OrganizationState.Disabled,
        },
        New("spacetech-busy", Tenants.SpaceTech, "Throttled: 429 with Retry-After", SmallerCollections.Department, Bruno) with
        {
            State = OrganizationState.Throttled,
        },
        New("spacetech-slow", Tenants.SpaceTech, "Delayed: 200 with Retry-After", SmallerCollections.Department, Bruno) with
        {
            State = OrganizationState.Delayed,
        },
        New("lunar-logistics", Tenants.LunarLogistics, "Of another tenant, listed there alone", SmallerCollections.LunarProgramme, Dmitri),
        New("lunar-survey", Tenants.LunarLogistics, "Of another tenant, listed at home, too", SmallerCollections.LunarProgramme, Dmitri) with
        {
            IsListedElsewhere = true,
        },
        New("lunar-outpost", Tenants.LunarLogistics, "Of another tenant, empty for tokens of other tenants", SmallerCollections.LunarProgramme, Dmitri, ServicePrincipals.Builder) with
        {
            IsEmptyElsewhere = true,
        },
    ];

    public static IServerContent Content { get; } =
        new SeededServerContent(StableId.For(Service), [.. All.Select(organization => organization.Collection)]);

    private static IReadOnlyList<ProjectSeed> Labs =>
    [
        new("Space Station Crew Exercise Data Review Board", "Minutes and models", "crew exercise data", "review board minutes",
            new RepositorySeed("old exercise models") { Branches = ["master", "review board"] }),
        .. SmallerCollections.Research,
    ];

    public static Organization? Find(string nameOrId) => All.FirstOrDefault(organization => Guid.TryParse(nameOrId, out var id)
        ? organization.Collection.Id == id
        : organization.Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase));

    /// <summary>The organizations that the account service lists.</summary>
    public static IEnumerable<Organization> ListedFor(Person person) => All.Where(organization =>
        organization.HasMember(person.Account) && (organization.Tenant.Id == person.Tenant || organization.IsListedElsewhere));

    private static Organization New(
        string name, Tenant tenant, string description, IReadOnlyList<ProjectSeed> projects, params IReadOnlyList<CloudPerson> members) =>
        new(name, tenant, description, members) { Collection = new CollectionBuilder(Service, name).Build(projects) };
}
