using System.Text.Json.Serialization;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A repository as lists and single reads show it.</summary>
internal sealed record RepositoryBody
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required ProjectBody Project { get; init; }

    /// <summary>An empty repository has no such key.</summary>
    public string? DefaultBranch { get; init; }

    public required long Size { get; init; }

    public required string RemoteUrl { get; init; }

    public required string SshUrl { get; init; }

    public required string WebUrl { get; init; }

    public bool? IsFork { get; init; }

    public object? ParentRepository { get; init; }

    [JsonPropertyName("_links")]
    public object? Links { get; init; }

    public bool? IsDisabled { get; init; }

    public bool? IsInMaintenance { get; init; }

    public static RepositoryBody Of(IWireContext call, Repository repository, bool withLinks, bool withParent)
    {
        var (links, collection) = (call.Links, call.Collection);
        return new RepositoryBody
        {
            Id = repository.Id,
            Name = repository.Name,
            Url = links.RepositoryApi(collection, repository),
            Project = ProjectBody.Of(call, repository.Project),
            DefaultBranch = call.Contents.DefaultBranchOf(repository),
            Size = call.Contents.SizeOf(repository),
            RemoteUrl = links.RepositoryRemote(collection, repository),
            SshUrl = links.RepositorySsh(collection, repository),
            WebUrl = links.RepositoryWeb(collection, repository),
            IsFork = repository.Parent is null ? null : true,
            ParentRepository = withParent && repository.Parent is { } parent ? Reference(call, parent) : null,
            Links = withLinks ? LinksOf(call, repository) : null,
            IsDisabled = call.Product.KnowsDisabledRepositories ? repository.IsDisabled : null,
            IsInMaintenance = call.Product.KnowsMaintenance ? repository.IsInMaintenance : null,
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

    private static Dictionary<string, LinkBody> LinksOf(IWireContext call, Repository repository)
    {
        var api = call.Links.RepositoryApi(call.Collection, repository);
        return new Dictionary<string, LinkBody>(StringComparer.Ordinal)
        {
            ["self"] = new(api),
            ["project"] = new($"vstfs:///Classification/TeamProject/{repository.Project.Id}"),
            ["web"] = new(call.Links.RepositoryWeb(call.Collection, repository)),
            ["ssh"] = new(call.Links.RepositorySsh(call.Collection, repository)),
            ["commits"] = new(api + "/commits"),
            ["refs"] = new(api + "/refs"),
            ["pullRequests"] = new(api + "/pullRequests"),
            ["items"] = new(api + "/items"),
            ["pushes"] = new(api + "/pushes"),
        };
    }
}
