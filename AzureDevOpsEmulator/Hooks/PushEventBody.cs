using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Routes;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>
/// The resource of a push: unlike everywhere else its addresses leave out the project, and the project has no revision and no date.
/// </summary>
internal sealed record PushEventBody
{
    /// <summary>A push without new commits has no such key.</summary>
    public IReadOnlyList<CommitBody>? Commits { get; init; }

    public required IReadOnlyList<RefUpdateBody> RefUpdates { get; init; }

    public required object Repository { get; init; }

    public required IdentityRefBody PushedBy { get; init; }

    public required int PushId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Url { get; init; }

    [JsonPropertyName("_links")]
    public required object Links { get; init; }

    public static PushEventBody Of(IWireContext call, Repository repository, Push push)
    {
        var api = call.Links.RepositoryApiWithoutProject(call.Collection, repository);
        return new PushEventBody
        {
            Commits = push.Commits.Count == 0 ? null : [.. PushBody.CommitsOf(call, repository, push).Select(commit => Bare(commit, api))],
            RefUpdates = [.. push.RefUpdates.Select(RefUpdateBody.Of)],
            Repository = RepositoryOf(call, repository, api),
            PushedBy = IdentityRefBody.Of(call, People.Of(push.PushedBy)),
            PushId = push.Id,
            Date = push.Date,
            Url = $"{api}/pushes/{push.Id}",
            Links = PushBody.LinksOf(call, repository, push),
        };
    }

    private static CommitBody Bare(CommitBody commit, string api) =>
        commit with { TreeId = null, Parents = null, RemoteUrl = null, Url = $"{api}/commits/{commit.CommitId}" };

    private static object RepositoryOf(IWireContext call, Repository repository, string api) => new
    {
        id = repository.Id,
        name = repository.Name,
        url = api,
        project = new
        {
            id = repository.Project.Id,
            name = repository.Project.Name,
            url = call.Links.ProjectApi(call.Collection, repository.Project),
            state = repository.Project.State,
            visibility = "unchanged",
            lastUpdateTime = "0001-01-01T00:00:00",
        },
        defaultBranch = call.Contents.DefaultBranchOf(repository),
        remoteUrl = call.Links.RepositoryWeb(call.Collection, repository),
    };
}
