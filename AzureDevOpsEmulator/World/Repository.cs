namespace AzureDevOpsEmulator.World;

/// <summary>A Git repository of a project. One without branches is empty.</summary>
internal sealed class Repository
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required TeamProject Project { get; init; }

    /// <summary>The default branch first; none in an empty repository.</summary>
    public required IReadOnlyList<Branch> Branches { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool IsDisabled { get; init; }

    public bool IsInMaintenance { get; init; }

    /// <summary>The repository of the same collection that this one is a fork of.</summary>
    public Repository? Parent { get; init; }

    public Branch? DefaultBranch => Branches.Count == 0 ? null : Branches[0];

    /// <summary>Whether the service lets anybody read its branches and content.</summary>
    public bool IsServed => !IsDisabled;
}
