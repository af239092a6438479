namespace AzureDevOpsEmulator.Changes;

/// <summary>Everything that changes the repositories, one change at a time, each with the events that it causes.</summary>
internal sealed class WorldChanges(
    RepositoryContents contents, PushStore pushes, PullRequestStore requests, Hooks.HookEvents events, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Pusher _pusher = new(contents, pushes, time);
    private readonly PullRequestMerging _merging = new(contents, time);

    public PushStore Pushes { get; } = pushes;

    public PullRequestStore PullRequests { get; } = requests;

    /// <inheritdoc cref="Pusher.Commit"/>
    public Push Commit(Place place, Person by, string branch, ObjectId expected, IReadOnlyList<PlannedCommit> commits)
    {
        lock (_gate)
            return Announce(place, by, _pusher.Commit(place, by, branch, expected, commits));
    }

    /// <inheritdoc cref="Pusher.Move"/>
    public Push Move(Place place, Person by, IReadOnlyList<RefUpdate> updates)
    {
        lock (_gate)
            return Announce(place, by, _pusher.Move(place, by, updates));
    }

    /// <exception cref="FaultException">A branch is not there, or such a pull request is open already.</exception>
    public PullRequest Open(Place place, Person by, PullRequest draft)
    {
        lock (_gate)
        {
            CheckBranches(place, draft);
            var opened = PullRequests.Add(draft);
            opened = PullRequests.Replace(_merging.Attempt(place, opened, by));
            events.PullRequestCreated(place, opened, by);
            events.MergeAttempted(place, opened, by);
            return opened;
        }
    }

    /// <summary>Changes what nobody is notified of: title, description, whether it is a draft.</summary>
    public PullRequest Edit(PullRequest changed)
    {
        lock (_gate)
            return PullRequests.Replace(changed);
    }

    public PullRequest Vote(Place place, PullRequest pullRequest, Person reviewer, int vote)
    {
        lock (_gate)
        {
            var isNew = pullRequest.Reviewers.All(known => known.Account != reviewer.Account);
            var others = pullRequest.Reviewers.Where(known => known.Account != reviewer.Account);
            var voted = PullRequests.Replace(pullRequest with { Reviewers = [.. others, new Reviewer(reviewer.Account, vote)] });
            if (isNew)
                events.PullRequestUpdated(place, voted, reviewer, PullRequestChange.ReviewersUpdateNotification);
            if (vote != 0 || !isNew)
                events.PullRequestUpdated(place, voted, reviewer, PullRequestChange.ReviewerVoteNotification);
            return voted;
        }
    }

    /// <summary>Abandons an open pull request, or opens an abandoned one again.</summary>
    public PullRequest SetAbandoned(Place place, PullRequest pullRequest, Person by, bool isAbandoned)
    {
        lock (_gate)
        {
            var changed = isAbandoned
                ? pullRequest with { Status = PullRequest.Abandoned, ClosedBy = by.Account, ClosedDate = time.GetUtcNow() }
                : _merging.Attempt(place, pullRequest with { Status = PullRequest.Active, ClosedBy = null, ClosedDate = null }, by);
            PullRequests.Replace(changed);
            events.PullRequestUpdated(place, changed, by, PullRequestChange.StatusUpdateNotification);
            return changed;
        }
    }

    /// <summary>Merges the source into the target branch. With conflicts the pull request stays open.</summary>
    public PullRequest Complete(Place place, PullRequest pullRequest, Person by, string? strategy, string? message, bool deletesSource)
    {
        lock (_gate)
        {
            var current = PullRequests.Replace(_merging.Attempt(place, pullRequest, by));
            if (current.LastMerge is null)
                return current;

            var completed = PullRequests.Replace(_merging.Complete(place, current, by, strategy, message));
            Announce(place, by, _pusher.Move(place, by, [new RefUpdate(completed.TargetRefName, completed.LastMergeTarget, completed.LastMerge!)]));
            events.PullRequestUpdated(place, completed, by, PullRequestChange.StatusUpdateNotification);
            events.MergeAttempted(place, completed, by);
            if (deletesSource)
                Announce(place, by, _pusher.Move(place, by, [new RefUpdate(completed.SourceRefName, completed.LastMergeSource, RefUpdate.Nothing)]));
            return completed;
        }
    }

    private Push Announce(Place place, Person by, Push push)
    {
        events.Pushed(place, push, by);
        var moved = push.RefUpdates.Where(update => !update.Deletes).Select(update => update.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var open in PullRequests.Where(known => known.RepositoryId == place.Repository.Id && known.Status == PullRequest.Active))
        {
            if (!moved.Contains(open.SourceRefName) && !moved.Contains(open.TargetRefName))
                continue;

            var merged = PullRequests.Replace(_merging.Attempt(place, open, by));
            if (moved.Contains(open.SourceRefName))
                events.PullRequestUpdated(place, merged, by, PullRequestChange.PushNotification);
            events.MergeAttempted(place, merged, by);
        }

        return push;
    }

    private void CheckBranches(Place place, PullRequest draft)
    {
        var refs = contents.Of(place.Repository).Refs;
        foreach (var name in new[] { draft.SourceRefName, draft.TargetRefName })
        {
            if (!name.StartsWith(GitRefName.Branches, StringComparison.Ordinal) || refs.TargetOf(name).IsZero)
                throw new FaultException(ChangeFaults.PullRequestBranchNotFound(name));
        }

        if (draft.SourceRefName == draft.TargetRefName)
            throw new FaultException(ChangeFaults.UnfitChange("Source and target of a pull request must be two branches."));
        if (PullRequests.Where(known => known.RepositoryId == draft.RepositoryId && known.Status == PullRequest.Active).Any(known =>
            known.SourceRefName == draft.SourceRefName && known.TargetRefName == draft.TargetRefName))
        {
            throw new FaultException(ChangeFaults.PullRequestExists());
        }
    }
}
