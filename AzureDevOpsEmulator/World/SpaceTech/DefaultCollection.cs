namespace AzureDevOpsEmulator.World.SpaceTech;

/// <summary>Most of SpaceTech's software, with one of each unusual project and repository.</summary>
internal static class DefaultCollection
{
    public static IReadOnlyList<ProjectSeed> Projects { get; } =
    [
        new("Mission Control", "Consoles, telemetry displays and command chains of the control centre",
            new RepositorySeed("mission-control") { Branches = MissionControlBranches() },
            new RepositorySeed("telemetry-console") { Branches = ["develop", "main", "feature/dark-mode", "release/4.2"] },
            "command-sequencer", "flight-rules", "shift-handover", "display-wall", "voice-loops", "timeline-editor",
            new RepositorySeed("anomaly-log") { Branches = ["master"] },
            new RepositorySeed("console-legacy") { Branches = ["master"], IsDisabled = true },
            new RepositorySeed("procedures-next") { Branches = [] }),
        new("Launch Pad", "Pad operations, countdown and range safety",
            "countdown", "range-safety", "umbilical-control", "propellant-loading", "pad-weather", "hold-fire",
            new RepositorySeed("countdown-simulator") { Branches = ["develop", "main"] },
            new RepositorySeed("tower-cameras") { IsInMaintenance = true }),
        new("Télémétrie Orbitale", "Décodage et archivage des trames de télémesure",
            "décodeur-trames", "archive-télémesure", "ccsds-outils", "liaison-montante", "tableau-de-bord",
            new RepositorySeed("étalonnage") { Branches = ["develop"] }),
        new("Propulsion Test Stand", "Hot-fire tests: sequencing, data acquisition, evaluation",
            "hotfire-sequencer", "daq-firmware", "valve-timing", "stand-interlocks", "test-evaluation", "chamber-pressure-models",
            new RepositorySeed("igniter-bench") { Branches = [] }),
        new("Guidance Library", "Shared guidance, navigation and control algorithms",
            "gnc-core", "gnc-filters", "gnc-actuators", "star-tracker", "reference-frames", "ephemeris",
            new RepositorySeed("gnc-core-aurora") { Branches = ["main", "aurora/flight-3"], ForkOf = ("Guidance Library", "gnc-core") },
            new RepositorySeed("gnc-core-sandbox") { ForkOf = ("Guidance Library", "gnc-core") }),
        new("Customer Portal", "Where customers book rides and follow their payload",
            "portal-web", "portal-api", "booking", "payload-tracking", "identity", "invoices", "notifications",
            new RepositorySeed("portal-infrastructure") { Branches = ["main", "staging"] }),
        new("Data Platform", "Pipelines, storage and models for flight and test data",
            "ingest", "lakehouse", "flight-data-catalogue", "feature-store", "notebooks", "retention",
            "stream-processor", "data-contracts"),
        new("Ground Network", "Antenna scheduling and station automation",
            "pass-scheduler", "station-agent", "antenna-drivers", "link-budget", "doppler-correction", "station-monitoring"),
        new("Manufacturing", "Shop floor, work orders and traceability",
            "work-orders", "traceability", "torque-tools", "weld-inspection", "kitting", "cell-controllers", "label-printing"),
        new("Quality and Safety Records", "Non-conformances, audits and lessons learned",
            "non-conformances", "audit-trail", "lessons-learned", "risk-register"),
        new("Developer Platform", "Build agents, templates and shared tooling",
            "build-agents", "pipeline-templates", "package-feeds", "lint-rules", "release-train", "secrets-rotation", "developer-handbook",
            new RepositorySeed("old-jenkins-jobs") { Branches = ["master"], IsDisabled = true }),
        new("Simulation", "Six degrees of freedom, Monte Carlo, hardware in the loop",
            "six-dof", "monte-carlo", "hil-rig", "atmosphere-models", "terrain", "visualisation", "scenario-library"),
        new("Crew Systems", "Life support and crew displays",
            "life-support", "crew-displays", "suit-telemetry", "cabin-air"),
        new("Recovery", "Landing zones, drone ships and refurbishment",
            "landing-zone", "drone-ship", "refurbishment", "splashdown-forecast"),
        new("Security Operations", "Detection, response and access reviews",
            "detections", "access-reviews", "incident-playbooks", "vulnerability-intake"),
        new("Enterprise IT", "Directory, devices and office automation",
            "device-images", "directory-sync", "office-automation", "asset-inventory",
            new RepositorySeed("intranet") { Branches = ["master", "redesign"] }),
        new("Public Website", "spacetech.example",
            new RepositorySeed("Public Website") { Branches = ["main", "press"] }, "press-kit", "launch-blog"),
        new("Legacy Avionics", "Kept in Team Foundation Version Control") { UsesTfvc = true },
        new("Procurement Tools", "No code yet"),
        new("Wind Tunnel 2016", "Archived and about to go", "tunnel-control") { State = "deleting" },
    ];

    private static string[] MissionControlBranches() =>
    [
        "main", "develop", "release/2025.1", "release/2025.2", "release/2025.3", "feature/abort-dialog", "feature/console-layouts",
        "feature/überwachung", "bugfix/late-frames", "bugfix/time-zones", "users/isolberg/spike-replay", "users/jweiss/try-out",
        "hotfix/2025.2.1",
    ];
}
