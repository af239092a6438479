using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Builds;

/// <summary>A push to the profile's branch requests a build of the newest commit, and so does a pull request into it at each new commit of its source.</summary>
/// <remarks>
/// Azure DevOps reports one change several times: <c>git.pullrequest.merged</c> means that a merge was attempted, and is sent for open pull
/// requests too, and twice for a completion. What is delivered late shows the pull request as it is then. The key of a build therefore consists of the pull request, its target and the source's commit; the first report counts.
/// </remarks>
internal static class BuildTriggers
{
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Null where the event neither updated a ref nor is about a pull request.</summary>
    public static ReceivedEvent? Of(BuildProfile profile, RepositoryEvent received) => received switch
    {
        { PullRequest: { } pullRequest } => Of(profile, received, pullRequest),
        { Refs.Count: > 0 } => Of(profile, received, received.Refs.LastOrDefault(pushed => pushed.Name == BranchOf(profile)) ?? received.Refs[^1]),
        _ => null,
    };

    public static RefName BranchOf(BuildProfile profile) => RefName.Parse(BranchName.Prefix + profile.Branch);

    /// <summary>Under which the head of a pull request's source is stored.</summary>
    private static RefName SourceOf(PullRequest pullRequest) => RefName.Parse($"refs/pull/{pullRequest.Number}");

    /// <summary>
    /// The head of a pull request as it is stored. Skipped ones have a name of their own: they are told once, and are found again when they are to be
    /// built. Null where nothing is stored: the draft that isn't built is found when it is published, whatever event that fires.
    /// </summary>
    public static RefHead? HeadOf(BuildProfile profile, PullRequest pullRequest) => pullRequest switch
    {
        { IsActive: false } => null,
        _ when SkipReasonOf(profile, pullRequest) is not null => new RefHead(RefName.Parse($"{SourceOf(pullRequest)}/skipped"), pullRequest.SourceCommit),
        { IsDraft: true } when !profile.TriggerDrafts => null,
        _ => new RefHead(SourceOf(pullRequest), pullRequest.SourceCommit),
    };

    public static BuildRequest Manual(BuildProfile profile, RefName branch, CommitId commit, CommitSummary? summary, DateTimeOffset now) =>
        New(profile, BuildCause.Manual, $"manual:{Guid.CreateVersion7():N}", branch, commit, now) with
        {
            Author = DisplayText.Of(summary?.Author),
            Title = DisplayText.Of(summary?.Title),
        };

    private static ReceivedEvent Of(BuildProfile profile, RepositoryEvent received, PushedRef pushed)
    {
        var isFollowed = pushed.Name == BranchOf(profile);
        return new ReceivedEvent
        {
            Profile = profile.Id,
            Kind = received.Kind,
            At = received.At,
            Title = TitleOf(pushed),
            Author = received.Author,
            Head = isFollowed ? new RefHead(pushed.Name, pushed.IsDeleted ? null : pushed.Commit) : null,
            Build = isFollowed && profile.TriggerPush && !pushed.IsDeleted && !IsBefore(profile, received) ? BuildOf(profile, received, pushed) : null,
        };
    }

    private static ReceivedEvent Of(BuildProfile profile, RepositoryEvent received, PullRequest pullRequest)
    {
        var isFollowed = pullRequest.TargetRef == BranchOf(profile);
        var isTrigger = isFollowed && profile.TriggerPullRequest;
        var (head, skipped) = (HeadOf(profile, pullRequest), SkipReasonOf(profile, pullRequest));
        return new ReceivedEvent
        {
            Profile = profile.Id,
            Kind = received.Kind,
            At = received.At,
            Title = $"#{pullRequest.Number} {pullRequest.Title} ({(pullRequest.IsFork ? "fork, " : "")}{(pullRequest.IsDraft ? "draft, " : "")}{pullRequest.SourceRef.ShortName} → {pullRequest.TargetRef.ShortName})",
            Author = pullRequest.Author,
            Head = isFollowed ? head ?? new RefHead(SourceOf(pullRequest), null) : null,
            Build = isTrigger && head is not null && skipped is null ? BuildOf(profile, received, pullRequest) : null,
            Skipped = isTrigger ? skipped : null,
        };
    }

    // The source of a fork is in another repository: nothing can be fetched before there is a merge commit in this one.
    private static SkipReason? SkipReasonOf(BuildProfile profile, PullRequest pullRequest) => pullRequest switch
    {
        { IsActive: false } or { IsFork: false } => null,
        _ when !profile.TriggerForks => SkipReason.Fork,
        { MergeCommit: null } => SkipReason.ForkNotMerged,
        _ => null,
    };

    // A test of a hook may send a push that is years old.
    private static bool IsBefore(BuildProfile profile, RepositoryEvent received) => received.HappenedAt < profile.CreatedAt - MaxClockSkew;

    private static BuildRequest BuildOf(BuildProfile profile, RepositoryEvent received, PushedRef pushed) =>
        New(profile, BuildCause.Push, $"push:{pushed.Name}:{pushed.Commit}", pushed.Name, pushed.Commit, received.At) with
        {
            Author = received.Author,
            Title = pushed.Title,
        };

    private static BuildRequest BuildOf(BuildProfile profile, RepositoryEvent received, PullRequest pullRequest)
    {
        var key = $"pull:{pullRequest.Number}:{pullRequest.TargetRef}:{pullRequest.SourceCommit}";
        var name = pullRequest.MergeCommit is null ? pullRequest.SourceRef : RefName.Parse($"{SourceOf(pullRequest)}/merge");
        return New(profile, BuildCause.PullRequest, key, name, pullRequest.MergeCommit ?? pullRequest.SourceCommit, received.At) with
        {
            PullRequest = pullRequest.Number,
            IsDraft = pullRequest.IsDraft,
            IsFork = pullRequest.IsFork,
            SourceRef = pullRequest.SourceRef,
            TargetRef = pullRequest.TargetRef,
            Author = pullRequest.Author,
            Title = pullRequest.Title,
        };
    }

    private static BuildRequest New(BuildProfile profile, BuildCause cause, string key, RefName name, CommitId commit, DateTimeOffset at) => new()
    {
        Id = BuildRequestId.New(),
        Workspace = profile.Workspace,
        Profile = profile.Id,
        Key = key,
        Cause = cause,
        Ref = name,
        Commit = commit,
        CreatedAt = at,
    };

    private static string TitleOf(PushedRef pushed) => pushed.IsDeleted
        ? $"{pushed.Name.ShortName} ×"
        : $"{pushed.Name.ShortName} {pushed.Commit.Abbreviated} {pushed.Title}".TrimEnd();
}
