namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/git/repositories</c>: all of a project or collection without pages, or one by name or ID.</summary>
internal static class GetRepositories
{
    public static ApiResponse Handle(ApiCall call)
    {
        if (call.Value("repositoryId") is not null)
            return new ApiResponse(RepositoryBody.Of(call, call.FindRepository(), withLinks: true, withParent: true));

        var withLinks = call.Flag("includeLinks");
        var repositories = call.Content.RepositoriesOf(call.Collection, call.Project, call.Caller)
            .Select(repository => RepositoryBody.Of(call, repository, withLinks, withParent: false));
        return new ApiResponse(new StreamedListing(repositories)) { IsStreamed = true };
    }
}

/// <summary><c>GET _apis/git/repositories/{id}/refs</c>: filtered and in pages.</summary>
internal static class GetRefs
{
    private const int MaxPageSize = 1000;

    public static ApiResponse Handle(ApiCall call)
    {
        var repository = call.FindEnabledRepository();
        var references = Filtered(call, call.Contents.Of(repository));
        var top = Math.Min(call.Number("$top") ?? MaxPageSize, MaxPageSize);
        var page = references.Take(top).ToList();
        return new ApiResponse(Listing.ValueFirst(page.Select(reference => Describe(call, repository, reference)).ToList()))
        {
            ContinuationToken = page.Count > 0 && page.Count < references.Count ? page[^1].Name : null,
        };
    }

    /// <summary>Sorted by name: the continuation token is the last name of the page.</summary>
    private static List<GitRef> Filtered(ApiCall call, GitRepository content)
    {
        var prefix = "refs/" + (call.Value("filter") ?? call.Query["filter"].ToString());
        var contained = call.Query["filterContains"].ToString();
        var after = call.Query["continuationToken"].ToString();
        return [.. content.Refs.List()
            .Where(reference => reference.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(reference => reference.Name.Contains(contained, StringComparison.OrdinalIgnoreCase))
            .Where(reference => string.CompareOrdinal(reference.Name, after) > 0)];
    }

    private static object Describe(ApiCall call, Repository repository, GitRef reference) => new
    {
        name = reference.Name,
        objectId = reference.Target.ToString(),
        creator = CreatorBody.Of(call),
        url = call.Links.RepositoryApi(call.Collection, repository)
            + "/refs?filter=" + Uri.EscapeDataString(reference.Name["refs/".Length..]),
    };
}

/// <summary><c>GET _apis/git/repositories/{id}/stats/branches[/{name}]</c>. An empty repository is refused.</summary>
internal static class GetBranches
{
    public static ApiResponse Handle(ApiCall call)
    {
        var repository = call.FindEnabledRepository();
        var content = call.Contents.Of(repository);
        if (!content.Branches().Any())
            throw new ApiException(ApiErrors.NoBranches(repository.Name));

        var name = call.Value("name") ?? call.Query["name"].ToString();
        if (name.Length == 0)
        {
            var branches = content.Branches().Select(branch => BranchBody.Of(call, repository, content, branch));
            return new ApiResponse(Listing.ValueFirst(branches.ToList()));
        }

        return content.Branch(name) is { } wanted
            ? new ApiResponse(BranchBody.Of(call, repository, content, wanted))
            : throw new ApiException(ApiErrors.BranchNotFound(name));
    }
}

/// <summary><c>GET _apis/git/repositories/{id}/commits[/{commitId}]</c>: the history of a branch, or one commit.</summary>
internal static class GetCommits
{
    private const int DefaultPageSize = 100;

    public static ApiResponse Handle(ApiCall call)
    {
        var repository = call.FindEnabledRepository();
        var content = call.Contents.Of(repository);
        return call.Value("commitId") is { } id ? new ApiResponse(GetOne(call, repository, content, id)) : History(call, repository, content);
    }

    private static CommitBody GetOne(ApiCall call, Repository repository, GitRepository content, string text) =>
        ObjectId.TryParse(text, out var id) && content.Commit(id) is { } commit
            ? CommitBody.Whole(call, repository, id, commit)
            : throw new ApiException(ApiErrors.CommitNotFound(text, repository.Name));

    private static ApiResponse History(ApiCall call, Repository repository, GitRepository content)
    {
        if (!content.Branches().Any())
            return new ApiResponse(Listing.CountFirst(Array.Empty<CommitBody>()));

        var skip = call.Number("searchCriteria.$skip") ?? call.Number("$skip") ?? 0;
        var top = call.Number("searchCriteria.$top") ?? call.Number("$top") ?? DefaultPageSize;
        var page = content.History(BranchOf(call, content).Target).Skip(skip).Take(top)
            .Select(found => CommitBody.Of(call, repository, found.Id, found.Commit));
        return new ApiResponse(Listing.CountFirst(page.ToList()));
    }

    private static GitRef BranchOf(ApiCall call, GitRepository content)
    {
        var version = call.Query["searchCriteria.itemVersion.version"].ToString();
        var name = version.Length > 0 ? version : content.DefaultBranch[GitRefName.Branches.Length..];
        return content.Branch(name) ?? throw new ApiException(ApiErrors.BranchNotFound(name));
    }
}
