using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Builds;

/// <summary>
/// Decides what an event is to a profile. A push to its branch is built at its newest commit, forced or not, and so is a pull request into the
/// branch at each new commit of its source. Completing a pull request is a push to the branch, and built as that; a vote, a comment or a
/// deletion is not built.
/// </summary>
/// <remarks>
/// Azure DevOps tells of one change in several ways: <c>git.pullrequest.merged</c> means that a merge was tried, and comes for open pull
/// requests too (the published sample's text says "has created a pull request merge commit"). So the key of a build names the pull request,
/// its target and the source's commit, and whichever tells first is built.
/// </remarks>
internal static class BuildTriggers
{
    private const string BranchPrefix = "refs/heads/";

    /// <summary>By how much the server's clock may be behind ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What the event is to the profile: nothing where it neither moved a ref nor is a pull request.</summary>
    public static ReceivedEvent? Of(BuildProfile profile, RepositoryEvent happened) => happened switch
    {
        { PullRequest: { } pullRequest } => Of(profile, happened, pullRequest),
        { Refs.Count: > 0 } => Of(profile, happened, happened.Refs.LastOrDefault(moved => moved.Name == BranchOf(profile)) ?? happened.Refs[^1]),
        _ => null,
    };

    /// <summary>The full name of the profile's branch.</summary>
    public static string BranchOf(BuildProfile profile) => BranchPrefix + profile.Branch;

    /// <summary>The name under which the source of a pull request is remembered.</summary>
    public static string SourceOf(PullRequest pullRequest) => $"refs/pull/{pullRequest.Number}";

    /// <summary>A build that somebody asked for: each is one of its own.</summary>
    public static BuildTrigger ByHand(string branch, string commit, CommitSummary? summary) => new()
    {
        Key = $"manual:{Guid.CreateVersion7():N}",
        Cause = BuildCause.Manual,
        Ref = BranchPrefix + branch,
        Commit = commit,
        Author = DisplayText.Of(summary?.Author),
        Title = DisplayText.Of(summary?.Title),
    };

    private static ReceivedEvent Of(BuildProfile profile, RepositoryEvent happened, PushedRef moved)
    {
        var isOurs = moved.Name == BranchOf(profile);
        return new ReceivedEvent
        {
            Profile = profile.Id,
            Kind = happened.Kind,
            At = happened.At,
            Title = TitleOf(moved),
            Author = happened.Author,
            Head = isOurs ? new RefHead(moved.Name, moved.IsDeleted ? null : moved.Commit) : null,
            Build = isOurs && profile.TriggerPush && !moved.IsDeleted && !IsBefore(profile, happened) ? BuildOf(moved, happened.Author) : null,
        };
    }

    private static ReceivedEvent Of(BuildProfile profile, RepositoryEvent happened, PullRequest pullRequest)
    {
        var isOurs = pullRequest.TargetRef == BranchOf(profile);
        return new ReceivedEvent
        {
            Profile = profile.Id,
            Kind = happened.Kind,
            At = happened.At,
            Title = $"#{pullRequest.Number} {pullRequest.Title} ({Short(pullRequest.SourceRef)} → {Short(pullRequest.TargetRef)})",
            Author = pullRequest.Author,
            Head = isOurs ? new RefHead(SourceOf(pullRequest), pullRequest.IsActive ? pullRequest.SourceCommit : null) : null,
            Build = isOurs && profile.TriggerPullRequest && pullRequest.IsActive ? BuildOf(pullRequest) : null,
        };
    }

    // A test of a hook may send the newest push that there is, which can be years old.
    private static bool IsBefore(BuildProfile profile, RepositoryEvent happened) => happened.HappenedAt < profile.CreatedAt - Skew;

    private static BuildTrigger BuildOf(PushedRef moved, string? author) => new()
    {
        Key = $"push:{moved.Name}:{moved.Commit}",
        Cause = BuildCause.Push,
        Ref = moved.Name,
        Commit = moved.Commit,
        Author = author,
        Title = moved.Title,
    };

    // The source of a fork is in another repository: until there is a merge of it here, nothing can be fetched.
    private static BuildTrigger? BuildOf(PullRequest pullRequest) => pullRequest is { IsFork: true, MergeCommit: null }
        ? null
        : new BuildTrigger
        {
            Key = $"pull:{pullRequest.Number}:{pullRequest.TargetRef}:{pullRequest.SourceCommit}",
            Cause = BuildCause.PullRequest,
            Ref = pullRequest.MergeCommit is null ? pullRequest.SourceRef : $"{SourceOf(pullRequest)}/merge",
            Commit = pullRequest.MergeCommit ?? pullRequest.SourceCommit,
            PullRequest = pullRequest.Number,
            Author = pullRequest.Author,
            Title = pullRequest.Title,
        };

    private static string TitleOf(PushedRef moved) => moved.IsDeleted
        ? $"{Short(moved.Name)} ×"
        : $"{Short(moved.Name)} {moved.Commit[..Math.Min(8, moved.Commit.Length)]} {moved.Title}".TrimEnd();

    private static string Short(string name) => name.StartsWith(BranchPrefix, StringComparison.Ordinal) ? name[BranchPrefix.Length..] : name;
}
