namespace AzureDevOpsEmulator.Changes;

/// <summary>All changes of repositories, one at a time, each with the events that it triggers.</summary>
internal sealed class WorldChanges(
    RepositoryContents contents, PushStore pushes, PullRequestStore requests, Hooks.HookEventPublisher events, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly RefUpdater _refUpdater = new(contents, pushes, time);
    private readonly PullRequestMerger _merger = new(contents, time);

    public PushStore Pushes { get; } = pushes;
    public PullRequestStore PullRequests { get; } = requests;

    public Push Commit(RepositoryLocation location, Person by, string branch, ObjectId expected, IReadOnlyList<NewCommit> commits)
    {
        lock (_gate)
            return PublishPush(location, by, _refUpdater.Commit(location, by, branch, expected, commits));
    }

    public Push UpdateRefs(RepositoryLocation location, Person by, IReadOnlyList<RefUpdate> updates)
    {
        lock (_gate)
            return PublishPush(location, by, _refUpdater.UpdateRefs(location, by, updates));
    }

    public PullRequest Open(RepositoryLocation location, Person by, PullRequest draft)
    {
        lock (_gate)
        {
            ValidateBranches(location, draft);
            var opened = PullRequests.Add(draft);
            opened = PullRequests.Replace(_merger.AttemptMerge(location, opened, by));
            events.PullRequestCreated(location, opened, by);
            events.MergeAttempted(location, opened, by);
            return opened;
        }
    }

    /// <summary>Title and description trigger no event; the end of a draft does.</summary>
    public PullRequest Edit(RepositoryLocation location, PullRequest known, Person by, Func<PullRequest, PullRequest> edit)
    {
        lock (_gate)
        {
            var changed = edit(known);
            if (changed == known)
                return known;

            PullRequests.Replace(changed);
            if (changed.IsDraft != known.IsDraft)
                events.PullRequestUpdated(location, changed, by, PullRequestChange.StatusUpdateNotification);
            return changed;
        }
    }

    public PullRequest Vote(RepositoryLocation location, PullRequest pullRequest, Person reviewer, int vote)
    {
        lock (_gate)
        {
            var isNew = pullRequest.Reviewers.All(known => known.Account != reviewer.Account);
            var others = pullRequest.Reviewers.Where(known => known.Account != reviewer.Account);
            var voted = PullRequests.Replace(pullRequest with { Reviewers = [.. others, new Reviewer(reviewer.Account, vote)] });
            var change = isNew && vote == 0 ? PullRequestChange.ReviewersUpdateNotification : PullRequestChange.ReviewerVoteNotification;
            events.PullRequestUpdated(location, voted, reviewer, change);
            return voted;
        }
    }

    public PullRequest SetAbandoned(RepositoryLocation location, PullRequest pullRequest, Person by, bool isAbandoned)
    {
        lock (_gate)
        {
            var changed = isAbandoned
                ? pullRequest with { Status = PullRequest.Abandoned, ClosedBy = by.Account, ClosedDate = time.GetUtcNow() }
                : _merger.AttemptMerge(location, pullRequest with { Status = PullRequest.Active, ClosedBy = null, ClosedDate = null }, by);
            PullRequests.Replace(changed);
            events.PullRequestUpdated(location, changed, by, PullRequestChange.StatusUpdateNotification);
            return changed;
        }
    }

    public PullRequest Complete(RepositoryLocation location, PullRequest pullRequest, Person by)
    {
        lock (_gate)
        {
            var current = PullRequests.Replace(_merger.AttemptMerge(location, pullRequest, by));
            events.MergeAttempted(location, current, by);
            if (current.LastMerge is null)
                return current;

            var completed = PullRequests.Replace(_merger.Complete(location, current, by));
            PublishPush(location, by, _refUpdater.UpdateRefs(location, by, [new RefUpdate(completed.TargetRefName, completed.LastMergeTarget, completed.LastMerge!)]));
            events.PullRequestUpdated(location, completed, by, PullRequestChange.StatusUpdateNotification);
            events.MergeAttempted(location, completed, by);
            if (completed.CompletionOptions is { DeleteSourceBranch: true })
                PublishPush(location, by, _refUpdater.UpdateRefs(location, by, [new RefUpdate(completed.SourceRefName, completed.LastMergeSource, RefUpdate.ZeroId)]));
            return completed;
        }
    }

    private Push PublishPush(RepositoryLocation location, Person by, Push push)
    {
        events.Pushed(location, push, by);
        var moved = push.RefUpdates.Where(update => !update.IsDelete).Select(update => update.Name).ToHashSet(StringComparer.Ordinal);
        var id = location.Repository.Id;
        foreach (var open in PullRequests.Where(known => (known.RepositoryId == id || known.ForkId == id) && known.Status == PullRequest.Active))
        {
            var isSource = (open.ForkId ?? open.RepositoryId) == id && moved.Contains(open.SourceRefName);
            if (!isSource && !(open.RepositoryId == id && moved.Contains(open.TargetRefName)))
                continue;

            var target = location with { Repository = location.Collection.Projects.SelectMany(project => project.Repositories).Single(one => one.Id == open.RepositoryId) };
            var merged = PullRequests.Replace(_merger.AttemptMerge(target, open, by));
            if (isSource)
                events.PullRequestUpdated(target, merged, by, PullRequestChange.PushNotification);
            events.MergeAttempted(target, merged, by);
        }

        return push;
    }

    private void ValidateBranches(RepositoryLocation location, PullRequest draft)
    {
        foreach (var (repository, name) in new[] { (PullRequestMerger.SourceOf(location, draft), draft.SourceRefName), (location.Repository, draft.TargetRefName) })
        {
            if (!name.StartsWith(GitRefName.Branches, StringComparison.Ordinal) || contents.Of(repository).Refs.TargetOf(name).IsZero)
                throw new ApiException(GitErrors.PullRequestBranchNotFound(name));
        }

        if (draft.ForkId is null && draft.SourceRefName == draft.TargetRefName)
            throw new ApiException(GitErrors.InvalidChange("Source and target of a pull request must be two branches."));
        if (PullRequests.Where(known => known.RepositoryId == draft.RepositoryId && known.Status == PullRequest.Active).Any(known =>
            known.ForkId == draft.ForkId && known.SourceRefName == draft.SourceRefName && known.TargetRefName == draft.TargetRefName))
        {
            throw new ApiException(GitErrors.PullRequestExists());
        }
    }
}
