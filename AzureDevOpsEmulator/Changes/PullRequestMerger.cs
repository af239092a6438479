namespace AzureDevOpsEmulator.Changes;

internal sealed class PullRequestMerger(RepositoryContents contents, TimeProvider time)
{
    /// <summary>Merges the branches into <c>refs/pull/{id}/merge</c>, which is no branch.</summary>
    public PullRequest AttemptMerge(RepositoryLocation location, PullRequest pullRequest, Person by)
    {
        var content = contents.Of(location.Repository);
        var source = ImportSource(content, location, pullRequest);
        var target = content.Refs.TargetOf(pullRequest.TargetRefName);
        if (source.IsZero || target.IsZero)
            return pullRequest with { MergeStatus = "failure", LastMerge = null };

        var message = $"Merge pull request {pullRequest.Id} from {ShortName(pullRequest.SourceRefName)} into {ShortName(pullRequest.TargetRefName)}";
        var merge = Commit(content, target, [target, source], source, message, by);
        var merged = pullRequest with
        {
            MergeStatus = merge is null ? "conflicts" : "succeeded",
            LastMergeSource = source.ToString(),
            LastMergeTarget = target.ToString(),
            LastMerge = merge?.ToString(),
        };
        SetMergeRef(content, merged);
        return merged;
    }

    /// <summary>Creates the commit that the target branch then moves to. The merge must have succeeded.</summary>
    public PullRequest Complete(RepositoryLocation location, PullRequest pullRequest, Person by)
    {
        var content = contents.Of(location.Repository);
        var source = ObjectId.Parse(pullRequest.LastMergeSource);
        var target = ObjectId.Parse(pullRequest.LastMergeTarget);
        var options = pullRequest.CompletionOptions ?? new CompletionOptions();
        var text = options.MergeCommitMessage ?? DefaultMessage(pullRequest);
        IReadOnlyList<ObjectId> parents = options.Strategy == MergeStrategy.Squash ? [target] : [target, source];
        var merge = Commit(content, target, parents, source, text, by)
            ?? throw new InvalidOperationException("A pull request with conflicts cannot be completed.");
        return pullRequest with
        {
            Status = PullRequest.Completed,
            ClosedBy = by.Account,
            ClosedDate = time.GetUtcNow(),
            LastMerge = merge.ToString(),
            CompletionOptions = options with { MergeCommitMessage = text, MergeStrategy = options.Strategy },
        };
    }

    private static string DefaultMessage(PullRequest pullRequest) =>
        string.Create(CultureInfo.InvariantCulture, $"Merged PR {pullRequest.Id}: {pullRequest.Title}")
        + (string.IsNullOrEmpty(pullRequest.Description) ? "" : $"\n\n{pullRequest.Description}");

    private ObjectId? Commit(
        GitRepository content, ObjectId target, IReadOnlyList<ObjectId> parents, ObjectId source, string message, Person by)
    {
        if (ThreeWayMerge.MergeTrees(content.Objects, target, source) is not { } tree)
            return null;

        var signature = by.Signature(time.GetUtcNow());
        return content.Objects.Put(new GitCommit(tree, parents, signature, signature, message).ToObject());
    }

    private ObjectId ImportSource(GitRepository content, RepositoryLocation location, PullRequest pullRequest)
    {
        var from = contents.Of(SourceOf(location, pullRequest));
        if (from != content)
            content.Objects.PutAll(from.Objects);
        return from.Refs.TargetOf(pullRequest.SourceRefName);
    }

    /// <summary>The repository that the source branch is in.</summary>
    public static Repository SourceOf(RepositoryLocation location, PullRequest pullRequest) => pullRequest.ForkId is { } fork
        ? location.Collection.Projects.SelectMany(project => project.Repositories).Single(repository => repository.Id == fork)
        : location.Repository;

    private static void SetMergeRef(GitRepository content, PullRequest pullRequest)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{GitRefName.PullRequests}{pullRequest.Id}/merge");
        var target = pullRequest.LastMerge is { } merge ? ObjectId.Parse(merge) : default;
        content.Refs.TryUpdate(name, content.Refs.TargetOf(name), target);
    }

    private static string ShortName(string refName) => refName[GitRefName.Branches.Length..];
}

internal static class ThreeWayMerge
{
    public static ObjectId? MergeTrees(GitObjectStore objects, ObjectId target, ObjectId source)
    {
        var common = FileTree.ReadCommit(objects, CommonAncestor(objects, target, source));
        var (mine, theirs) = (FileTree.ReadCommit(objects, target), FileTree.ReadCommit(objects, source));
        var merged = new Dictionary<string, GitFile>(StringComparer.Ordinal);
        foreach (var path in mine.Keys.Union(theirs.Keys, StringComparer.Ordinal))
        {
            var (before, here, there) = (common.GetValueOrDefault(path), mine.GetValueOrDefault(path), theirs.GetValueOrDefault(path));
            if (here != there && here != before && there != before)
                return null;
            if ((here == before ? there : here) is { } file)
                merged.Add(path, file);
        }

        return TryWrite(objects, merged);
    }

    private static ObjectId CommonAncestor(GitObjectStore objects, ObjectId target, ObjectId source)
    {
        var had = objects.Walk([target]).Select(found => found.Id).ToHashSet();
        return objects.Walk([source]).Select(found => found.Id).FirstOrDefault(had.Contains);
    }

    /// <summary>A folder on one side and a file of that name on the other are also a conflict.</summary>
    private static ObjectId? TryWrite(GitObjectStore objects, Dictionary<string, GitFile> files)
    {
        try
        {
            return FileTree.Write(objects, files);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
