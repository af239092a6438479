namespace AzureDevOpsEmulator.World;

/// <summary>A project of a collection, with its repositories.</summary>
internal sealed class TeamProject
{
    private readonly List<Repository> _repositories = [];

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>As on the wire: <c>wellFormed</c>, <c>createPending</c>, <c>deleting</c>.</summary>
    public string State { get; init; } = "wellFormed";

    public bool UsesTfvc { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required Guid DefaultTeamId { get; init; }

    public bool IsWellFormed => State == "wellFormed";

    public IReadOnlyList<Repository> Repositories => _repositories;

    public void Add(Repository repository) => _repositories.Add(repository);
}
