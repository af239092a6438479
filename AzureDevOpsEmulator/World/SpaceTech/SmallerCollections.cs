namespace AzureDevOpsEmulator.World.SpaceTech;

internal static class SmallerCollections
{
    /// <summary>The name has a space and a letter outside ASCII.</summary>
    public static IReadOnlyList<ProjectSeed> GroundStationMunich { get; } =
    [
        new("Antennen Süd", "Steuerung der 15-Meter-Antennen", "antennensteuerung", "nachführung", "wetterwächter", "kühlung"),
        new("Überflugplanung", "Planung der Kontaktzeiten", "überflugplan", "konfliktlöser", "kalenderabgleich"),
        new("Empfangstechnik", "Demodulation und Zeitnormal", "demodulator", "zeitnormal", "rauschmessung",
            new RepositorySeed("verstärker-firmware") { Branches = ["master", "entwicklung"] }),
        new("Betriebshandbuch", "Handbuch der Station", new RepositorySeed("betriebshandbuch") { Branches = ["main", "entwurf/2026"] }),
        new("Straße 7 Umbau", "Noch ohne Quelltext"),
    ];

    public static IReadOnlyList<ProjectSeed> Research { get; } =
    [
        new("Ion Engines", "Grids, neutralisers and endurance tests", "grid-erosion", "neutraliser", "endurance-log"),
        new("Solar Sails", "Deployment and attitude", "sail-deployment", "sail-attitude",
            new RepositorySeed("boom-models") { Branches = ["master"] }),
        new("Materials Lab", "Coatings and radiation", "coatings", "radiation-ageing"),
        new("Reading Group", "Notes only"),
    ];

    public static IReadOnlyList<ProjectSeed> Department { get; } =
    [
        new("Payload Integration", "Fairings, adapters and mass properties", "fairing-loads", "adapters", "mass-properties",
            new RepositorySeed("payload-guide") { Branches = ["master"] }),
        new("Orbit Determination", "Tracking data to orbits", "od-filters", "tracking-data", "manoeuvre-planning"),
        new("Optique Embarquée", "Instruments optiques", "étalonnage-caméra", "pilotage-miroir"),
        new("Department Scripts", "Small things", "scripts", new RepositorySeed("experiments") { Branches = [] }),
        new("Old Requirements", "In Team Foundation Version Control") { UsesTfvc = true },
    ];

    public static IReadOnlyList<ProjectSeed> LunarProgramme { get; } =
    [
        new("Lander", "Descent and landing", "descent-guidance", "landing-radar", "hazard-maps", "touchdown-sensors"),
        new("Rover", "Driving on regolith", "rover-drive", "wheel-slip", "rover-power"),
        new("Lunar Relay", "Data from the far side", "relay-scheduler", "relay-protocol"),
    ];

    /// <summary>Names from right to left, and longer than any page has room for.</summary>
    public static IReadOnlyList<ProjectSeed> LongNames { get; } =
    [
        new("מערכת בקרת טיסה לנחיתה רכה", "From right to left", "בקרת-נחיתה", "خرائط-المخاطر"),
        new("Descent, landing and surface operations of the second programme", "As long as a name may be", LongName),
    ];

    private static string LongName => string.Concat(Enumerable.Repeat("guidance-navigation-and-control-", 7))[..200];
}
