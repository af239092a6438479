namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>The people of the servers: one for each set of permissions.</summary>
internal static class People
{
    public static IReadOnlyList<string> AdministeredProjects { get; } =
        ["Mission Control", "Télémétrie Orbitale", "Antennen Süd", "Aurora Avionics"];

    public static Person CollectionAdministrator { get; } =
        new("Ingrid Solberg", @"SPACETECH\isolberg", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.All)
        {
            CanContribute = ProjectAccess.All,
        };

    public static Person ProjectAdministrator { get; } =
        new("Jürgen Weiß", @"SPACETECH\jweiss", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.Only([.. AdministeredProjects]))
        {
            CanContribute = ProjectAccess.Only([.. AdministeredProjects]),
        };

    public static Person Reader { get; } =
        new("Amara Okafor", @"SPACETECH\aokafor", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.None);

    public static Person Contractor { get; } =
        new("Tomás Quiroga", @"SPACETECH\ext-tquiroga", CanView: ProjectAccess.Only("Mission Control", "Launch Pad"), CanManageHooks: ProjectAccess.None);

    public static Person Newcomer { get; } =
        new("Noor de Vries", @"SPACETECH\ndevries", CanView: ProjectAccess.None, CanManageHooks: ProjectAccess.None);

    public static Person BuildService { get; } =
        new("Build Service", @"SPACETECH\svc-build", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.None);

    /// <summary>Pushes everywhere, and has no permission on service hooks.</summary>
    public static Person Developer { get; } =
        new("Mei-Ling Tan", @"SPACETECH\mtan", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.None) { CanContribute = ProjectAccess.All };

    /// <summary>Views service hooks everywhere.</summary>
    public static Person Auditor { get; } =
        new("Lucía Ferrer", @"SPACETECH\lferrer", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.None) { CanViewHooks = ProjectAccess.All };

    /// <summary>Views and edits service hooks everywhere, and deletes none.</summary>
    public static Person HookEditor { get; } =
        new("Oskar Lindqvist", @"SPACETECH\olindqvist", CanView: ProjectAccess.All, CanManageHooks: ProjectAccess.None) { CanEditHooks = ProjectAccess.All };

    public static IReadOnlyList<Person> All { get; } =
    [
        CollectionAdministrator, ProjectAdministrator, Developer, Reader, Contractor, Newcomer, BuildService, Auditor, HookEditor,
    ];

    /// <summary>The person with that account; the collection administrator if nobody has it any more.</summary>
    public static Person Of(string account) =>
        Everybody.FirstOrDefault(person => person.Account.Equals(account, StringComparison.OrdinalIgnoreCase)) ?? CollectionAdministrator;

    /// <summary>With the people and applications of the cloud.</summary>
    public static IEnumerable<Person> Everybody => [.. All, .. CloudPeople.All.Concat(ServicePrincipals.Special).Select(person => person.In(person.Home))];
}
