namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>Who works at SpaceTech: one person for each set of rights that a client has to cope with.</summary>
internal static class People
{
    /// <summary>The projects that <see cref="ProjectAdministrator"/> administers.</summary>
    public static IReadOnlyList<string> AdministeredProjects { get; } =
        ["Mission Control", "Télémétrie Orbitale", "Antennen Süd", "Aurora Avionics"];

    public static Person CollectionAdministrator { get; } =
        new("Ingrid Solberg", @"SPACETECH\isolberg", Sees: Reach.Everything, ManagesHooks: Reach.Everything)
        {
            Contributes = Reach.Everything,
        };

    public static Person ProjectAdministrator { get; } =
        new("Jürgen Weiß", @"SPACETECH\jweiss", Sees: Reach.Everything, ManagesHooks: Reach.Only([.. AdministeredProjects]))
        {
            Contributes = Reach.Only([.. AdministeredProjects]),
        };

    public static Person Reader { get; } =
        new("Amara Okafor", @"SPACETECH\aokafor", Sees: Reach.Everything, ManagesHooks: Reach.Nothing);

    public static Person Contractor { get; } =
        new("Tomás Quiroga", @"SPACETECH\ext-tquiroga", Sees: Reach.Only("Mission Control", "Launch Pad"), ManagesHooks: Reach.Nothing);

    public static Person Newcomer { get; } =
        new("Noor de Vries", @"SPACETECH\ndevries", Sees: Reach.Nothing, ManagesHooks: Reach.Nothing);

    public static Person BuildService { get; } =
        new("Build Service", @"SPACETECH\svc-build", Sees: Reach.Everything, ManagesHooks: Reach.Nothing);

    /// <summary>Pushes everywhere, and has no right to service hooks.</summary>
    public static Person Developer { get; } =
        new("Mei-Ling Tan", @"SPACETECH\mtan", Sees: Reach.Everything, ManagesHooks: Reach.Nothing) { Contributes = Reach.Everything };

    /// <summary>Looks at service hooks everywhere, and changes none.</summary>
    public static Person Auditor { get; } =
        new("Lucía Ferrer", @"SPACETECH\lferrer", Sees: Reach.Everything, ManagesHooks: Reach.Nothing) { ViewsHooks = Reach.Everything };

    /// <summary>Creates and changes service hooks everywhere, and deletes none.</summary>
    public static Person HookEditor { get; } =
        new("Oskar Lindqvist", @"SPACETECH\olindqvist", Sees: Reach.Everything, ManagesHooks: Reach.Nothing) { EditsHooks = Reach.Everything };

    public static IReadOnlyList<Person> All { get; } =
    [
        CollectionAdministrator, ProjectAdministrator, Developer, Reader, Contractor, Newcomer, BuildService, Auditor, HookEditor,
    ];

    /// <summary>The person of an account; the collection administrator where the world has changed and nobody has it any more.</summary>
    public static Person Of(string account) =>
        All.FirstOrDefault(person => person.Account.Equals(account, StringComparison.OrdinalIgnoreCase)) ?? CollectionAdministrator;
}
