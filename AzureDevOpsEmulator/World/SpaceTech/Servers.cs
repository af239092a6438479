namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>What is on SpaceTech's servers. A scale setting would add collections here.</summary>
internal static class Servers
{
    /// <summary>The company's main server.</summary>
    public static IServerContent Main { get; } = Build(
        "azure",
        ("DefaultCollection", DefaultCollection.Projects),
        ("Flight Systems", FlightSystemsCollection.Projects),
        ("Bodenstation München", SmallerCollections.GroundStationMunich));

    public static IServerContent Departments(string server) => Build(
        server,
        ("DefaultCollection", SmallerCollections.Department),
        ("Research", SmallerCollections.Research));

    public static IServerContent Programme(string server) => Build(
        server,
        ("DefaultCollection", SmallerCollections.Department),
        ("Lunar Programme", SmallerCollections.LunarProgramme));

    public static IServerContent Legacy(string server) => Build(server, ("DefaultCollection", SmallerCollections.Department));

    private static SeededServerContent Build(string server, params (string Name, IReadOnlyList<ProjectSeed> Projects)[] collections) =>
        new(StableId.For(server), [.. collections.Select(seed => new CollectionBuilder(server, seed.Name).Build(seed.Projects))]);
}
