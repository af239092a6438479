namespace AzureDevOpsEmulator.World;

internal sealed record TeamProjectCollection(Guid Id, string Name, IReadOnlyList<TeamProject> Projects);

internal sealed class TeamProject
{
    private readonly List<Repository> _repositories = [];

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }

    public const string WellFormed = "wellFormed";

    /// <summary>The initial state, as on the wire.</summary>
    public string State { get; init; } = WellFormed;
    public bool UsesTfvc { get; init; }
    public required int Revision { get; init; }
    public required DateTimeOffset LastUpdated { get; init; }
    public required Guid DefaultTeamId { get; init; }

    public IReadOnlyList<Repository> Repositories => _repositories;

    public void Add(Repository repository) => _repositories.Add(repository);
}

/// <summary>One without branches is empty.</summary>
internal sealed class Repository
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required TeamProject Project { get; init; }

    /// <summary>The default branch first.</summary>
    public required IReadOnlyList<string> Branches { get; init; }
    public required long Size { get; init; }
    public required DateTimeOffset Created { get; init; }
    public bool IsDisabled { get; init; }
    public bool IsInMaintenance { get; init; }

    /// <summary>The repository that this one is a fork of, in the same collection.</summary>
    public Repository? Parent { get; init; }
}
