namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/git/repositories/{id}/commits[/{commitId}]</c>: the history of a version, or one commit.</summary>
internal static class GetCommits
{
    private const int DefaultPageSize = 100;

    public static ApiResponse Handle(ApiCall call)
    {
        var repository = call.FindEnabledRepository();
        var content = call.Contents.Of(repository);
        return call.Value("commitId") is { } id ? new ApiResponse(GetOne(call, repository, content, id)) : History(call, repository, content);
    }

    private static CommitBody GetOne(ApiCall call, Repository repository, GitRepository content, string text)
    {
        call.RefuseUnimplemented("changeCount");
        return ObjectId.TryParse(text, out var id) && content.Commit(id) is { } commit
            ? CommitBody.Whole(call, repository, id, commit)
            : throw new ApiException(ApiErrors.CommitNotFound(text, repository.Name));
    }

    private static ApiResponse History(ApiCall call, Repository repository, GitRepository content)
    {
        var criteria = new QueryCriteria(
            call, "author", "fromDate", "toDate", "itemPath", "itemVersion.version", "itemVersion.versionType", "$skip", "$top");
        var filter = Filter(criteria, content.Objects);
        var type = criteria.Enumeration<VersionType>("itemVersion.versionType") is [var named, ..] ? named : VersionType.Branch;
        if (!content.Branches().Any())
            return new ApiResponse(Listing.CountFirst(Array.Empty<CommitBody>()));

        var version = criteria.Text("itemVersion.version") ?? content.DefaultBranch[GitRefName.Branches.Length..];
        var page = content.History(TipOf(type, version, content)).Where(found => filter(found.Commit))
            .Skip(criteria.Skip).Take(criteria.Top(DefaultPageSize))
            .Select(found => CommitBody.Of(call, repository, found.Id, found.Commit));
        return new ApiResponse(Listing.CountFirst(page.ToList()));
    }

    private static ObjectId TipOf(VersionType type, string version, GitRepository content)
    {
        var tip = type switch
        {
            VersionType.Branch => content.Refs.TargetOf(GitRefName.Branches + version),
            VersionType.Tag => content.Refs.TargetOf(GitRefName.Tags + version),
            VersionType.Commit => ObjectId.TryParse(version, out var id) && content.Commit(id) is not null ? id : default,
        };
        return tip.IsZero ? throw new ApiException(ApiErrors.VersionNotFound(type, version)) : content.Objects.Peel(tip).Id;
    }

    private static Func<GitCommit, bool> Filter(QueryCriteria criteria, GitObjectStore objects)
    {
        var (author, path, from, to) = (criteria.Text("author"), criteria.Text("itemPath"), criteria.Date("fromDate"), criteria.Date("toDate"));
        return commit => (author is null || $"{commit.Author.Name} <{commit.Author.Email}>".Contains(author, StringComparison.OrdinalIgnoreCase))
            && !(commit.Author.When < from)
            && !(commit.Author.When > to)
            && (path is null || Changes(objects, commit, path));
    }

    /// <summary>Whether the file or folder differs from that of every parent.</summary>
    private static bool Changes(GitObjectStore objects, GitCommit commit, string path)
    {
        var here = FileTree.Find(objects, commit.Tree, path);
        return commit.Parents.Count == 0
            ? !here.IsZero
            : commit.Parents.All(parent => FileTree.Find(objects, objects.GetCommit(parent).Tree, path) != here);
    }
}
