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
            .Where(repository => call.Project is not null || call.Contents.IsWellFormed(repository.Project))
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
        call.RefuseUnimplemented("includeStatuses", "includeMyBranches", "latestStatusesOnly");
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
        peeledObjectId = call.Flag("peelTags") && call.Contents.Of(repository).Objects.Peel(reference.Target).Id is var peeled && peeled != reference.Target
            ? peeled.ToString()
            : null,

        // The same person everywhere, because no client depends on it.
        creator = IdentityRefBody.Of(call, call.Product.IsHosted ? CloudPeople.Hedda.In(Tenants.SpaceTech) : People.CollectionAdministrator),
        url = call.Links.RepositoryApi(call.Collection, repository)
            + "/refs?filter=" + Uri.EscapeDataString(reference.Name["refs/".Length..]),
    };
}

/// <summary><c>GET _apis/git/repositories/{id}/stats/branches[/{name}]</c>. An empty repository is refused.</summary>
internal static class GetBranches
{
    public static ApiResponse Handle(ApiCall call)
    {
        call.RefuseUnimplemented("baseVersionDescriptor.version");
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
            : throw new ApiException(ApiErrors.VersionNotFound(VersionType.Branch, name));
    }
}
