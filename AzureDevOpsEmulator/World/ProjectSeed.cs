namespace AzureDevOpsEmulator.World;

/// <summary>What a project is built from.</summary>
internal sealed record ProjectSeed(string Name, string? Description, params IReadOnlyList<RepositorySeed> Repositories)
{
    public string State { get; init; } = "wellFormed";

    public bool UsesTfvc { get; init; }
}

/// <summary>What a repository is built from; a plain string is the name of an ordinary one with the branch <c>main</c>.</summary>
internal sealed record RepositorySeed(string Name)
{
    /// <summary>The default branch first.</summary>
    public IReadOnlyList<string> Branches { get; init; } = ["main"];

    public bool IsDisabled { get; init; }

    public bool IsInMaintenance { get; init; }

    /// <summary>Project and repository that this one is a fork of, in the same collection.</summary>
    public (string Project, string Repository)? ForkOf { get; init; }

    public static implicit operator RepositorySeed(string name) => new(name);
}
