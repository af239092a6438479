namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>Who works at SpaceTech: one person for each set of rights that a client has to cope with.</summary>
internal static class People
{
    /// <summary>The projects that <see cref="ProjectAdministrator"/> administers.</summary>
    public static IReadOnlyList<string> AdministeredProjects { get; } =
        ["Mission Control", "Télémétrie Orbitale", "Antennen Süd", "Aurora Avionics"];

    public static Person CollectionAdministrator { get; } =
        new("Ingrid Solberg", @"SPACETECH\isolberg", Sees: Reach.Everything, ManagesHooks: Reach.Everything);

    public static Person ProjectAdministrator { get; } =
        new("Jürgen Weiß", @"SPACETECH\jweiss", Sees: Reach.Everything, ManagesHooks: Reach.Only([.. AdministeredProjects]));

    public static Person Reader { get; } =
        new("Amara Okafor", @"SPACETECH\aokafor", Sees: Reach.Everything, ManagesHooks: Reach.Nothing);

    public static Person Contractor { get; } =
        new("Tomás Quiroga", @"SPACETECH\ext-tquiroga", Sees: Reach.Only("Mission Control", "Launch Pad"), ManagesHooks: Reach.Nothing);

    public static Person Newcomer { get; } =
        new("Noor de Vries", @"SPACETECH\ndevries", Sees: Reach.Nothing, ManagesHooks: Reach.Nothing);

    public static Person BuildService { get; } =
        new("Build Service", @"SPACETECH\svc-build", Sees: Reach.Everything, ManagesHooks: Reach.Nothing);
}
