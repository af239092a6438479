namespace AzureDevOpsEmulator.World;

/// <summary>
/// The data of a server. What a person may not see doesn't exist, as on the real service. Names are case-insensitive; IDs are accepted
/// wherever names are.
/// </summary>
internal interface IServerContent
{
    Guid InstanceId { get; }

    IReadOnlyList<TeamProjectCollection> Collections { get; }

    TeamProjectCollection? FindCollection(string nameOrId);

    IEnumerable<TeamProject> ProjectsOf(TeamProjectCollection collection, Person viewer);

    TeamProject? FindProject(TeamProjectCollection collection, string nameOrId, Person viewer);

    IEnumerable<Repository> RepositoriesOf(TeamProjectCollection collection, TeamProject? project, Person viewer);

    /// <summary>Without a project only IDs are accepted.</summary>
    Repository? FindRepository(TeamProjectCollection collection, TeamProject? project, string nameOrId, Person viewer);
}

/// <summary>Content that is built at start and doesn't change.</summary>
internal sealed class SeededServerContent(Guid instanceId, IReadOnlyList<TeamProjectCollection> collections) : IServerContent
{
    public Guid InstanceId { get; } = instanceId;
    public IReadOnlyList<TeamProjectCollection> Collections { get; } = collections;

    public TeamProjectCollection? FindCollection(string nameOrId) =>
        Collections.FirstOrDefault(collection => Matches(nameOrId, collection.Name, collection.Id));

    public IEnumerable<TeamProject> ProjectsOf(TeamProjectCollection collection, Person viewer) =>
        collection.Projects.Where(viewer.CanView.Includes);

    public TeamProject? FindProject(TeamProjectCollection collection, string nameOrId, Person viewer) =>
        ProjectsOf(collection, viewer).FirstOrDefault(project => Matches(nameOrId, project.Name, project.Id));

    public IEnumerable<Repository> RepositoriesOf(TeamProjectCollection collection, TeamProject? project, Person viewer) =>
        project is not null
            ? project.Repositories
            : ProjectsOf(collection, viewer).SelectMany(candidate => candidate.Repositories);

    public Repository? FindRepository(TeamProjectCollection collection, TeamProject? project, string nameOrId, Person viewer)
    {
        var repositories = RepositoriesOf(collection, project, viewer);
        return Guid.TryParse(nameOrId, out var id)
            ? repositories.FirstOrDefault(repository => repository.Id == id)
            : project is null ? null : repositories.FirstOrDefault(repository => Matches(nameOrId, repository.Name, repository.Id));
    }

    private static bool Matches(string nameOrId, string name, Guid id) =>
        Guid.TryParse(nameOrId, out var wanted)
            ? wanted == id
            : string.Equals(nameOrId.Normalize(), name.Normalize(), StringComparison.OrdinalIgnoreCase);
}
