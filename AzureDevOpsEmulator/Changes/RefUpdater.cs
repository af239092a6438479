namespace AzureDevOpsEmulator.Changes;

/// <summary>Updates refs and stores each update as a push. Not thread-safe: callers hold the world's lock.</summary>
internal sealed class RefUpdater(RepositoryContents contents, PushStore pushes, TimeProvider time)
{
    /// <param name="expected">The current commit of the branch according to the client; for a new branch its start, or zeros.</param>
    public Push Commit(RepositoryLocation location, Person by, string branch, ObjectId expected, IReadOnlyList<NewCommit> commits)
    {
        var content = contents.Of(location.Repository);
        ValidateName(branch);
        var before = content.Refs.TargetOf(branch);
        if (!before.IsZero && before != expected)
            throw new ApiException(GitErrors.StaleRef(branch));
        if (before.IsZero && !expected.IsZero && content.Objects.Find(expected) is not { Kind: GitObjectKind.Commit })
            throw new ApiException(ApiErrors.CommitNotFound(expected.ToString(), location.Repository.Name));

        var tip = commits.Aggregate(expected, (parent, commit) => commit.Write(content.Objects, parent));
        return UpdateRefs(location, by, [new RefUpdate(branch, before.ToString(), tip.ToString())]);
    }

    public Push UpdateRefs(RepositoryLocation location, Person by, IReadOnlyList<RefUpdate> updates)
    {
        var content = contents.Of(location.Repository);
        foreach (var update in updates)
            ValidateUpdate(location.Repository, content, update);

        var known = content.Refs.List().Where(reference => !reference.Name.StartsWith(GitRefName.PullRequests, StringComparison.Ordinal))
            .Select(reference => content.Objects.Peel(reference.Target).Id).ToList();
        foreach (var update in updates)
            content.Refs.TryUpdate(update.Name, ObjectId.Parse(update.OldObjectId), ObjectId.Parse(update.NewObjectId));
        if (contents.DefaultBranchOf(location.Repository) is null && updates.FirstOrDefault(IsNewBranch) is { } first)
            contents.SetDefaultBranch(location.Repository, first.Name);

        var tips = updates.Where(update => !update.IsDelete).Select(update => ObjectId.Parse(update.NewObjectId));
        return pushes.Add(new Push(
            0, location.Collection.Id, location.Repository.Id, by.Account, time.GetUtcNow(), updates, NewCommits(content, tips, known)));
    }

    private static string[] NewCommits(GitRepository content, IEnumerable<ObjectId> tips, List<ObjectId> known)
    {
        var had = content.Objects.Walk(known).Select(found => found.Id).ToHashSet();
        var targets = tips.Select(tip => content.Objects.Peel(tip).Id).Where(tip => !had.Contains(tip));
        return [.. content.Objects.Walk(targets, had).Where(found => !had.Contains(found.Id)).Select(found => found.Id.ToString())];
    }

    private static bool IsNewBranch(RefUpdate update) =>
        update.IsCreate && update.Name.StartsWith(GitRefName.Branches, StringComparison.Ordinal);

    private static void ValidateUpdate(Repository repository, GitRepository content, RefUpdate update)
    {
        ValidateName(update.Name);
        if (content.Refs.TargetOf(update.Name).ToString() != update.OldObjectId)
            throw new ApiException(GitErrors.StaleRef(update.Name));
        if (!update.IsDelete && content.Objects.Find(ObjectId.Parse(update.NewObjectId)) is not { Kind: GitObjectKind.Commit or GitObjectKind.Tag })
            throw new ApiException(ApiErrors.CommitNotFound(update.NewObjectId, repository.Name));
    }

    private static void ValidateName(string name)
    {
        if (!GitRefName.IsValid(name) || name.StartsWith(GitRefName.PullRequests, StringComparison.Ordinal))
            throw new ApiException(GitErrors.InvalidChange($"'{name}' is not the name of a branch or tag."));
    }
}
