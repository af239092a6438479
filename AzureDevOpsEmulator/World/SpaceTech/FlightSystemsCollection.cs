namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>A collection with a space in its name and more projects than one page.</summary>
internal static class FlightSystemsCollection
{
    private static readonly string[] Vehicles =
    [
        "Aurora", "Borealis", "Corona", "Draco", "Equinox", "Fornax", "Gemma", "Halley", "Icarus", "Juno", "Kepler", "Lyra", "Mizar",
        "Nadir", "Orion", "Polaris", "Quasar", "Rigel", "Sirius", "Titan",
    ];

    private static readonly string[] Subsystems =
        ["Avionics", "Communications", "Guidance", "Payload", "Power", "Propulsion", "Structures", "Thermal"];

    public static IReadOnlyList<ProjectSeed> Projects { get; } =
    [
        .. Vehicles.SelectMany(vehicle => Subsystems.Select(subsystem => Subsystem(vehicle, subsystem))),
        new("Flight Software Framework", "What every vehicle's software is built on",
            "fsw-core", "fsw-scheduler", "fsw-messaging", "fsw-drivers", "fsw-test-harness", "fsw-tools"),
        new("Interface Control", "Interface definitions between vehicles and ground",
            new RepositorySeed("icd") { Branches = ["main", "baseline/2025"] }, "icd-generator"),
        new("Vehicle Integration", "Integrated tests, from table-top to roll-out", "integration-tests", "table-top", "roll-out-checklists"),
        new("Weltraum – Bewertung und Prüfung", "Bewertung und Prüfung der Fluggeräte", "prüfberichte", "bewertungsmodell"),
        new("Flight Readiness Reviews", null, "frr-packages"),
        new("Heritage Vehicles", "Flown before 2015", new RepositorySeed("heritage") { Branches = ["master"], IsDisabled = true }),
        new("Astra Concept Study", "Nothing decided, nothing written"),
    ];

    private static ProjectSeed Subsystem(string vehicle, string subsystem)
    {
        var code = $"{vehicle}-{subsystem}".ToLowerInvariant();
        var repository = new RepositorySeed(code) { Branches = BranchesOf(vehicle) };
        return new ProjectSeed($"{vehicle} {subsystem}", $"{subsystem} of the {vehicle} vehicle", repository);
    }

    private static string[] BranchesOf(string vehicle) => vehicle switch
    {
        "Aurora" or "Borealis" or "Corona" => ["master", "develop"],
        "Draco" or "Equinox" => ["develop", "main"],
        _ => ["main"],
    };
}
