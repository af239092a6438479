namespace AzureDevOpsEmulator.World.SpaceTech;

internal static class Servers
{
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
        ("Lunar Programme", SmallerCollections.LunarProgramme),
        ("Long Names", SmallerCollections.LongNames));

    public static IServerContent Legacy(string server) => Build(server, ("DefaultCollection", SmallerCollections.Department));

    public static IServerContent WithoutProjects { get; } = Build("without-projects", ("DefaultCollection", []));

    public static IServerContent WithoutRepositories { get; } =
        Build("without-repositories", ("DefaultCollection", [new("Crew Planning", "Boards only"), new("Travel", "Boards only")]));

    public static IServerContent TfvcOnly { get; } = Build(
        "tfvc-only",
        ("DefaultCollection",
        [
            new("Guidance 2009", "In Team Foundation Version Control") { UsesTfvc = true },
            new("Ground Tools", "In Team Foundation Version Control") { UsesTfvc = true },
        ]));

    private static SeededServerContent Build(string server, params (string Name, IReadOnlyList<ProjectSeed> Projects)[] collections) =>
        new(StableId.For(server), [.. collections.Select(seed => new CollectionBuilder(server, seed.Name).Build(seed.Projects))]);
}
