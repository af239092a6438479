namespace AzureDevOpsEmulator.World;

/// <summary>Builds a collection from seeds; IDs, sizes and dates follow from the names.</summary>
internal sealed class CollectionBuilder(string server, string collection)
{
    /// <summary>All dates are in the years before this one, so that the world doesn't age.</summary>
    private static readonly DateTimeOffset Newest = new(2025, 11, 3, 8, 15, 0, TimeSpan.Zero);

    private readonly Dictionary<(string Project, string Repository), Repository> _repositories = [];

    public TeamProjectCollection Build(IEnumerable<ProjectSeed> seeds)
    {
        var projects = seeds.Select(BuildProject).ToList();

        // The service has an order of its own, which clients must not rely on.
        return new TeamProjectCollection(StableId.For(server, collection), collection, [.. projects.OrderBy(project => project.Id)]);
    }

    private TeamProject BuildProject(ProjectSeed seed)
    {
        var project = new TeamProject
        {
            Id = StableId.For(server, collection, seed.Name),
            Name = seed.Name,
            Description = seed.Description,
            State = seed.State,
            UsesTfvc = seed.UsesTfvc,
            Revision = 8 + StableId.Number(900, "revision", collection, seed.Name),
            LastUpdated = DateOf("project", seed.Name),
            DefaultTeamId = StableId.For(server, collection, seed.Name, "team"),
        };
        foreach (var repository in seed.Repositories.OrderBy(repository => repository.Name, StringComparer.OrdinalIgnoreCase))
        {
            project.Add(BuildRepository(project, repository));
        }

        return project;
    }

    private Repository BuildRepository(TeamProject project, RepositorySeed seed)
    {
        var repository = new Repository
        {
            Id = StableId.For(server, collection, project.Name, "git", seed.Name),
            Name = seed.Name,
            Project = project,
            Branches = seed.Branches,
            Size = seed.Branches.Count == 0 ? 0 : 731 + StableId.Number(9_000_000, "size", collection, project.Name, seed.Name),
            Created = DateOf("repository", project.Name + "/" + seed.Name),
            IsDisabled = seed.IsDisabled,
            IsInMaintenance = seed.IsInMaintenance,
            Parent = seed.ForkOf is { } parent ? _repositories[parent] : null,
        };
        _repositories.Add((project.Name, seed.Name), repository);
        return repository;
    }

    private DateTimeOffset DateOf(string kind, string name) =>
        Newest
            .AddMinutes(-StableId.Number(4 * 365 * 24 * 60, kind, collection, name))
            .AddMilliseconds(StableId.Number(1000, "ms", kind, name));
}

internal sealed record ProjectSeed(string Name, string? Description, params IReadOnlyList<RepositorySeed> Repositories)
{
    public string State { get; init; } = "wellFormed";
    public bool UsesTfvc { get; init; }
}

/// <summary>A plain string is a repository with the branch <c>main</c>.</summary>
internal sealed record RepositorySeed(string Name)
{
    /// <summary>The default branch first.</summary>
    public IReadOnlyList<string> Branches { get; init; } = ["main"];
    public bool IsDisabled { get; init; }
    public bool IsInMaintenance { get; init; }

    /// <summary>A repository of the same collection.</summary>
    public (string Project, string Repository)? ForkOf { get; init; }

    public static implicit operator RepositorySeed(string name) => new(name);
}
