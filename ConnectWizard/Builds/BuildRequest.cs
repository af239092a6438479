using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Builds;

/// <summary>A build that is wanted: of one commit, for one reason, to be handed to the build system at least once.</summary>
public sealed record BuildRequest
{
    public required BuildRequestId Id { get; init; }

    public required WorkspaceId Workspace { get; init; }

    public required ProfileId Profile { get; init; }

    public required BuildCause Cause { get; init; }

    /// <summary>40 hexadecimal digits.</summary>
    public required string Commit { get; init; }

    /// <summary>The ref to fetch: <c>refs/heads/main</c>, <c>refs/pull/7/merge</c>.</summary>
    public required string Ref { get; init; }

    public int? PullRequest { get; init; }

    /// <summary>Who pushed, opened or pressed the button, as Azure DevOps shows them; null where unknown.</summary>
    public string? Author { get; init; }

    /// <summary>The commit's first line or the pull request's title.</summary>
    public string? Title { get; init; }

    public required BuildState State { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is due to be sent (again); null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>What the build system answered last, in a sentence; never a secret.</summary>
    public string? LastResponse { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public readonly record struct BuildRequestId(Guid Value)
{
    public static BuildRequestId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("D");
}

/// <summary>Why a build is wanted.</summary>
public enum BuildCause
{
    Push,
    PullRequest,

    /// <summary>Somebody pressed <i>Start build</i>.</summary>
    Manual,
}

/// <summary>How far a build request got; the lower-case names are those in the page.</summary>
public enum BuildState
{
    /// <summary>To be sent.</summary>
    Queued,

    /// <summary>Sent, and not answered with success yet: it will be sent again.</summary>
    Sent,

    /// <summary>The build system took it.</summary>
    Accepted,

    /// <summary>Given up after the last attempt; it can be sent again by hand.</summary>
    Failed,
}

/// <summary>A thing that came in for a profile, for its list of what arrived.</summary>
/// <param name="Id">Our id of it.</param>
/// <param name="At">When it came.</param>
/// <param name="Kind">Azure DevOps' event type, or <c>poll</c>, <c>refs</c> for what we found by looking.</param>
/// <param name="Title">What it was, in a line: branch and commit, pull request and title.</param>
/// <param name="Author">Whose doing it was, where told.</param>
/// <param name="Built">The build it led to; null when it matched no trigger.</param>
public sealed record ProfileEvent(Guid Id, DateTimeOffset At, string Kind, string Title, string? Author, BuildRequestId? Built);

/// <summary>What arrived for profiles, what is to be built, and the buttons of a profile.</summary>
public interface IBuilds
{
    /// <summary>The newest events of a profile, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken);

    /// <summary>The newest build requests of a profile, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<BuildRequest>> ListAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken);

    /// <summary>Asks for a build of the newest commit of a branch, read from the server's refs.</summary>
    /// <returns>The request, or why there is none: the problems of reading refs, <see cref="ProblemCode.BranchUnknown"/>.</returns>
    Task<Result<BuildRequest>> StartAsync(BuildProfile profile, string branch, CancellationToken cancellationToken);

    /// <summary>Sends one that was given up again, from the first attempt on.</summary>
    /// <returns>The request as it is now; null when it is gone.</returns>
    Task<BuildRequest?> SendAgainAsync(WorkspaceId workspace, BuildRequestId id, CancellationToken cancellationToken);

    /// <summary>Whether a build system is configured (<c>Builds:Url</c>), and its address without user, path and query.</summary>
    string? BuildSystem { get; }
}
