using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Git.Objects;
using AzureDevOpsEmulator.World;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A ref that a push moved.</summary>
internal sealed record RefUpdateBody(string Name, string OldObjectId, string NewObjectId)
{
    /// <summary>Answers have it, events do not.</summary>
    public Guid? RepositoryId { get; init; }

    public static RefUpdateBody Of(RefUpdate update) => new(update.Name, update.OldObjectId, update.NewObjectId);
}

/// <summary>A push as lists, single reads and the answer to a push show it.</summary>
internal sealed record PushBody
{
    public IReadOnlyList<CommitBody>? Commits { get; init; }

    public IReadOnlyList<RefUpdateBody>? RefUpdates { get; init; }

    public required object Repository { get; init; }

    public required IdentityRefBody PushedBy { get; init; }

    public required int PushId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Url { get; init; }

    [JsonPropertyName("_links")]
    public object? Links { get; init; }

    public static PushBody Of(IWireContext call, Repository repository, Push push) => new()
    {
        Repository = RepositoryBody.Of(call, repository, withLinks: false, withParent: false),
        PushedBy = IdentityRefBody.Of(call, People.Of(push.PushedBy)),
        PushId = push.Id,
        Date = push.Date,
        Url = UrlOf(call, repository, push),
    };

    /// <summary>With the commits and what moved.</summary>
    public static PushBody Whole(IWireContext call, Repository repository, Push push) => Of(call, repository, push) with
    {
        Commits = [.. CommitsOf(call, repository, push)],
        RefUpdates = [.. push.RefUpdates.Select(update => RefUpdateBody.Of(update) with { RepositoryId = repository.Id })],
        Links = LinksOf(call, repository, push),
    };

    public static IEnumerable<CommitBody> CommitsOf(IWireContext call, Repository repository, Push push)
    {
        var objects = call.Contents.Of(repository).Objects;
        return push.Commits.Select(id => ObjectId.Parse(id)).Select(id => CommitBody.Whole(call, repository, id, objects.GetCommit(id)));
    }

    public static object LinksOf(IWireContext call, Repository repository, Push push) => new
    {
        self = new LinkBody(UrlOf(call, repository, push)),
        repository = new LinkBody(call.Links.RepositoryApi(call.Collection, repository)),
        commits = new LinkBody(UrlOf(call, repository, push) + "/commits"),
        pusher = new LinkBody(call.Links.Identity(call.Collection, People.Of(push.PushedBy).IdentityIn(call.Collection.Id))),
        refs = new LinkBody($"{call.Links.RepositoryApi(call.Collection, repository)}/{push.RefUpdates[0].Name}"),
    };

    public static string UrlOf(IWireContext call, Repository repository, Push push) =>
        $"{call.Links.RepositoryApi(call.Collection, repository)}/pushes/{push.Id}";
}
