using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Builds;

public sealed record BuildRequest
{
    public required BuildRequestId Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required ProfileId Profile { get; init; }

    /// <summary>Identifies what is built: a profile has one request for each key.</summary>
    public required string Key { get; init; }

    public required BuildCause Cause { get; init; }

    public required CommitId Commit { get; init; }

    /// <summary>The ref to fetch: <c>refs/heads/main</c>, <c>refs/pull/7/merge</c>.</summary>
    public required RefName Ref { get; init; }

    public int? PullRequest { get; init; }

    /// <summary>The pull request was a draft when it was requested.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The pull request's source is in another repository, a fork of this one.</summary>
    public bool IsFork { get; init; }

    /// <summary>The pull request's source branch, in the fork's repository where <see cref="IsFork"/>.</summary>
    public RefName? SourceRef { get; init; }

    /// <summary>The pull request's target branch.</summary>
    public RefName? TargetRef { get; init; }

    public string? Author { get; init; }
    public string? Title { get; init; }
    public BuildState State { get; init; }
    public int Attempts { get; init; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
    public string? LastResponse { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public readonly record struct BuildRequestId(Guid Value)
{
    public static BuildRequestId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

public enum BuildCause
{
    Push,
    PullRequest,
    Manual,
}

/// <summary>The state of a build request. The page shows the names in lower case.</summary>
public enum BuildState
{
    Queued,
    Sent,
    Accepted,
    Failed,
}

public sealed record RecentBuild(ProfileId Profile, BuildState State, DateTimeOffset CreatedAt);

/// <param name="Kind">Azure DevOps' event type, or <c>poll</c>, <c>refs</c> for what polling found.</param>
/// <param name="Skipped">Why a pull request was not built; null where it was, or no trigger matched.</param>
/// <param name="Built">The build that it requested; null when no trigger matched.</param>
public sealed record ProfileEvent(Guid Id, DateTimeOffset At, string Kind, string Title, string? Author, SkipReason? Skipped, BuildRequestId? Built);

/// <summary>Why a pull request that the profile follows is not built.</summary>
public enum SkipReason
{
    /// <summary>It comes from a fork, and the profile builds none.</summary>
    Fork,

    /// <summary>It comes from a fork and has no merge commit, so there is nothing to fetch in this repository.</summary>
    ForkNotMerged,
}
