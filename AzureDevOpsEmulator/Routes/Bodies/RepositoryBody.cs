namespace AzureDevOpsEmulator.Routes.Bodies;

internal sealed record LinkBody(string Href);

internal static class ProjectBody
{
    public static object Of(IWireContext call, TeamProject project) => new
    {
        id = project.Id,
        name = project.Name,
        description = project.Description,
        url = call.Links.ProjectApi(call.Collection, project),
        state = call.Contents.StateOf(project),
        revision = project.Revision,
        visibility = "private",
        lastUpdateTime = project.LastUpdated,
    };
}

/// <summary>A repository in lists and single reads. An empty one has no <c>defaultBranch</c>.</summary>
internal static class RepositoryBody
{
    public static object Of(IWireContext call, Repository repository, bool withLinks, bool withParent)
    {
        var (links, collection) = (call.Links, call.Collection);
        return new
        {
            id = repository.Id,
            name = repository.Name,
            url = links.RepositoryApi(collection, repository),
            project = ProjectBody.Of(call, repository.Project),
            defaultBranch = call.Contents.DefaultBranchOf(repository),
            size = call.Contents.SizeOf(repository),
            remoteUrl = links.RepositoryRemote(collection, repository),
            sshUrl = links.RepositorySsh(collection, repository),
            webUrl = links.RepositoryWeb(collection, repository),
            isFork = repository.Parent is null ? (bool?)null : true,
            parentRepository = withParent && repository.Parent is { } parent ? Reference(call, parent) : null,
            _links = withLinks ? LinksOf(call, repository) : null,
            isDisabled = call.Product.KnowsDisabledRepositories ? repository.IsDisabled : (bool?)null,
            isInMaintenance = call.Product.KnowsMaintenance ? repository.IsInMaintenance : (bool?)null,
        };
    }

    private static object Reference(IWireContext call, Repository parent) => new
    {
        id = parent.Id,
        name = parent.Name,
        isFork = parent.Parent is not null,
        url = call.Links.RepositoryApi(call.Collection, parent),
        project = ProjectBody.Of(call, parent.Project),
        collection = new { id = call.Collection.Id, name = call.Collection.Name, url = call.Links.CollectionApi(call.Collection) },
    };

    private static object LinksOf(IWireContext call, Repository repository)
    {
        var api = call.Links.RepositoryApi(call.Collection, repository);
        return new
        {
            self = new LinkBody(api),
            project = new LinkBody($"vstfs:///Classification/TeamProject/{repository.Project.Id}"),
            web = new LinkBody(call.Links.RepositoryWeb(call.Collection, repository)),
            ssh = new LinkBody(call.Links.RepositorySsh(call.Collection, repository)),
            commits = new LinkBody(api + "/commits"),
            refs = new LinkBody(api + "/refs"),
            pullRequests = new LinkBody(api + "/pullRequests"),
            items = new LinkBody(api + "/items"),
            pushes = new LinkBody(api + "/pushes"),
        };
    }
}
