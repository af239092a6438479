namespace AzureDevOpsEmulator.World;

/// <summary>
/// What the REST operations may ask of a server's data. What a person may not see is, as on the real service, not there.
/// Names are compared without regard to case; wherever a name is taken, an id is, too.
/// </summary>
internal interface IServerContent
{
    Guid InstanceId { get; }

    IReadOnlyList<TeamProjectCollection> Collections { get; }

    TeamProjectCollection? FindCollection(string nameOrId);

    IEnumerable<TeamProject> ProjectsOf(TeamProjectCollection collection, Person viewer);

    TeamProject? FindProject(TeamProjectCollection collection, string nameOrId, Person viewer);

    /// <summary>The repositories of one project, or of the whole collection.</summary>
    IEnumerable<Repository> RepositoriesOf(TeamProjectCollection collection, TeamProject? project, Person viewer);

    /// <summary>A name is looked for in the project; without a project only ids are understood.</summary>
    Repository? FindRepository(TeamProjectCollection collection, TeamProject? project, string nameOrId, Person viewer);
}
