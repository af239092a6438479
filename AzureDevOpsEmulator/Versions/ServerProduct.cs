namespace AzureDevOpsEmulator.Versions;

/// <summary>From the landing page of Microsoft's REST reference; unpublished highest preview versions are inferred (see the README).</summary>
/// <param name="Build">The file version of the product.</param>
internal sealed record ServerProduct(string Name, string Build, Version Released, Version Highest)
{
    public static ServerProduct Tfs2018 { get; } =
        new("Microsoft Visual Studio Team Foundation Server 2018 Update 3", "16.131.27701.1", new(4, 1), new(4, 1));

    public static ServerProduct Server2019 { get; } = new("Azure DevOps Server 2019", "17.143.28621.4", new(5, 0), new(5, 1));
    public static ServerProduct Server2020 { get; } = new("Azure DevOps Server 2020", "18.170.30525.1", new(6, 0), new(6, 1));
    public static ServerProduct Server2022 { get; } = new("Azure DevOps Server 2022", "19.205.33122.1", new(7, 0), new(7, 0));
    public static ServerProduct Server2022Update1 { get; } = new("Azure DevOps Server 2022.1", "19.225.34309.2", new(7, 1), new(7, 1));

    /// <summary>Of December 2025, without a year in its name.</summary>
    public static ServerProduct Newest { get; } = new("Azure DevOps Server", "20.256.36719.1", new(7, 2), new(7, 2));

    /// <summary>A future release, which clients must be able to handle.</summary>
    public static ServerProduct Future { get; } = new("Azure DevOps Server", "21.0.0.0", new(8, 0), new(8, 1));

    /// <summary>The cloud service: the newest version is always a preview.</summary>
    public static ServerProduct Services { get; } =
        new("Azure DevOps Services", "Dev20.M262.1", new(7, 1), new(7, 2)) { IsHosted = true };

    public bool IsHosted { get; init; }
    public bool IsTeamFoundationServer => Released < new Version(5, 0);
    public bool NamesDeploymentType => !IsTeamFoundationServer;
    public bool KnowsDisabledRepositories => Released >= new Version(6, 0);
    public bool KnowsMaintenance => Released >= new Version(7, 1);

    /// <summary>Releases before 2019 encode a space in header values as <c>+</c>.</summary>
    public bool EncodesSpaceAsPlus => IsTeamFoundationServer;
}
