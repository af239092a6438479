namespace ConnectWizard.Demo;

/// <summary>A sample connection of the demo.</summary>
/// <param name="Name">The connection's name.</param>
/// <param name="Server">The server's name in the emulated world.</param>
/// <param name="Collection">The collection or organization.</param>
/// <param name="Profiles">Its build profiles.</param>
internal sealed record SeedConnection(string Name, string Server, string Collection, params IReadOnlyList<SeedProfile> Profiles)
{
    private const string Services = "dev.azure.com";
    private const string Ingrid = "Ingrid Solberg";
    private const string MeiLing = "Mei-Ling Tan";

    /// <summary>The connections that a new demo has. People who try the wizard rarely choose these collections, so each gets a connection of their own name.</summary>
    public static IReadOnlyList<SeedConnection> All { get; } =
    [
        new(
            "Propulsion research", "code", "Research",
            new("Grid erosion", "Ion Engines", "grid-erosion",
                new(166, MeiLing, "Read grid currents from the endurance rig"),
                new(141, MeiLing, "Average currents over a minute"),
                new(119.4, Ingrid, "WIP: Try a cubic fit"),
                new(117, Ingrid, "Fit erosion depth with a cubic spline"),
                new(94.5, MeiLing, "Report accelerator grid wear") { PullRequestFrom = "feature/wear-report" },
                new(70, MeiLing, "Update calibration of the current probes"),
                new(46.2, Ingrid, "Correct the units of sputter yield"),
                new(22.8, MeiLing, "Cache neutral density maps"),
                new(3.4, MeiLing, "Warn when the screen grid is thinner than 0.3 mm")),
            new("Sail attitude", "Solar Sails", "sail-attitude",
                new(149, Ingrid, "Model the torque of a wrinkled sail"),
                new(121, MeiLing, "Damp tip vane oscillation"),
                new(97.3, MeiLing, "Simplify the vane controller") { PullRequestFrom = "feature/vane-controller" },
                new(49, Ingrid, "Tune the gains for 40 m booms"),
                new(25.6, MeiLing, "Limit vane rates after deployment"))),
        new(
            "Flight dynamics", "code", "DefaultCollection",
            new SeedProfile("Tracking data", "Orbit Determination", "tracking-data",
                new(152, Ingrid, "Reject ranges below the horizon"),
                new(128, MeiLing, "Read Doppler from the new stations"),
                new(127.2, MeiLing, "WIP: Weight by elevation"),
                new(101, Ingrid, "Weight measurements by elevation"),
                new(76, MeiLing, "Convert to barycentric time before fitting"),
                new(52.5, Ingrid, "Skip passes shorter than two minutes"))),
        new(
            "Endurance tests", "devops", "Research",
            new SeedProfile("Endurance log", "Ion Engines", "endurance-log",
                new(51, MeiLing, "Log thruster starts by the hour"),
                new(27.7, Ingrid, "Keep a year of pressure readings")))
        {
            TokenLifetime = TimeSpan.FromDays(12),
        },
        new(
            "SpaceTech Labs", Services, "spacetech-labs",
            new SeedProfile("Coatings", "Materials Lab", "coatings",
                new(157, MeiLing, "Add emissivity of white paint"),
                new(133, Ingrid, "Compare absorptance before and after radiation"),
                new(109.5, MeiLing, "Plot ageing by fluence") { PullRequestFrom = "feature/fluence-plots" },
                new(84, MeiLing, "Read samples from the vacuum chamber"),
                new(60, Ingrid, "Round temperatures to a tenth of a kelvin"),
                new(28.1, MeiLing, "Flag samples with pinholes"))),
    ];

    /// <summary>The connection whose webhook Azure DevOps has disabled.</summary>
    public static SeedConnection Broken => All[1];

    /// <summary>Until its token ends, as its owner entered it; null: no known end.</summary>
    public TimeSpan? TokenLifetime { get; init; }

    /// <summary>Azure DevOps Services, with an account whose sign-in has ended.</summary>
    public bool IsServices => Server == Services;
}

/// <summary>A sample build profile.</summary>
/// <param name="Name">The profile's name.</param>
/// <param name="Project">The project.</param>
/// <param name="Repository">A repository whose default branch is <c>main</c>.</param>
/// <param name="Changes">The past week, oldest first.</param>
internal sealed record SeedProfile(string Name, string Project, string Repository, params IReadOnlyList<SeedChange> Changes);

/// <summary>A push to <c>main</c>, or a pull request into it.</summary>
/// <param name="HoursAgo">When it happened.</param>
/// <param name="Person">Who did it.</param>
/// <param name="Title">The message of the commit, and the title of the pull request.</param>
internal sealed record SeedChange(double HoursAgo, string Person, string Title)
{
    /// <summary>The source branch of a pull request; null for a push.</summary>
    public string? PullRequestFrom { get; init; }
}
