namespace AzureDevOpsEmulator.Routes.Bodies;

internal static class PushBody
{
    public static object Of(IWireContext call, Repository repository, Push push, bool isWhole, bool withRefs) => new
    {
        commits = isWhole ? CommitsOf(call, repository, push).ToList() : null,
        refUpdates = withRefs || isWhole
            ? push.RefUpdates.Select(update => new { name = update.Name, oldObjectId = update.OldObjectId, newObjectId = update.NewObjectId, repositoryId = repository.Id })
            : null,
        repository = RepositoryBody.Of(call, repository, withLinks: false, withParent: false),
        pushedBy = IdentityRefBody.Of(call, People.Of(push.PushedBy)),
        pushId = push.Id,
        date = push.Date,
        url = UrlOf(call, repository, push),
        _links = isWhole ? LinksOf(call, repository, push) : null,
    };

    /// <summary>Unlike elsewhere the URLs leave out the project, which has no revision and no date. A push without new commits has no such key.</summary>
    public static object ForEvent(IWireContext call, Repository repository, Push push)
    {
        var api = call.Links.RepositoryApiWithoutProject(call.Collection, repository);
        return new
        {
            commits = push.Commits.Count == 0 ? null : CommitsOf(call, repository, push)
                .Select(commit => commit with { TreeId = null, Parents = null, RemoteUrl = null, Url = $"{api}/commits/{commit.CommitId}" }),
            refUpdates = push.RefUpdates.Select(update => new { name = update.Name, oldObjectId = update.OldObjectId, newObjectId = update.NewObjectId }),
            repository = RepositoryOfEvent(call, repository, api),
            pushedBy = IdentityRefBody.Of(call, People.Of(push.PushedBy)),
            pushId = push.Id,
            date = push.Date,
            url = $"{api}/pushes/{push.Id}",
            _links = LinksOf(call, repository, push),
        };
    }

    private static object RepositoryOfEvent(IWireContext call, Repository repository, string api) => new
    {
        id = repository.Id,
        name = repository.Name,
        url = api,
        project = new
        {
            id = repository.Project.Id,
            name = repository.Project.Name,
            url = call.Links.ProjectApi(call.Collection, repository.Project),
            state = call.Contents.StateOf(repository.Project),
            visibility = "unchanged",
            lastUpdateTime = "0001-01-01T00:00:00",
        },
        defaultBranch = call.Contents.DefaultBranchOf(repository),
        remoteUrl = call.Links.RepositoryWeb(call.Collection, repository),
    };

    private static IEnumerable<CommitBody> CommitsOf(IWireContext call, Repository repository, Push push)
    {
        var objects = call.Contents.Of(repository).Objects;
        return push.Commits.Select(id => ObjectId.Parse(id)).Select(id => CommitBody.Whole(call, repository, id, objects.GetCommit(id)));
    }

    private static object LinksOf(IWireContext call, Repository repository, Push push) => new
    {
        self = new LinkBody(UrlOf(call, repository, push)),
        repository = new LinkBody(call.Links.RepositoryApi(call.Collection, repository)),
        commits = new LinkBody(UrlOf(call, repository, push) + "/commits"),
        pusher = new LinkBody(call.Links.Identity(call.Collection, People.Of(push.PushedBy).IdentityIn(call.Collection.Id))),
        refs = new LinkBody($"{call.Links.RepositoryApi(call.Collection, repository)}/{push.RefUpdates[0].Name}"),
    };

    private static string UrlOf(IWireContext call, Repository repository, Push push) =>
        $"{call.Links.RepositoryApi(call.Collection, repository)}/pushes/{push.Id}";
}
