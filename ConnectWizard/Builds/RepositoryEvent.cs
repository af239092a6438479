using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Builds;

/// <summary>Something that happened in a repository: the stored part of a delivery, or a change that polling found.</summary>
public sealed record RepositoryEvent
{
    /// <summary>Azure DevOps' event type, <see cref="Polled"/> or <see cref="Reconciled"/>.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? HappenedAt { get; init; }
    public IReadOnlyList<PushedRef> Refs { get; init; } = [];
    public PullRequest? PullRequest { get; init; }
    public string? Author { get; init; }

    public const string Polled = "poll";

    /// <summary>The kind of what was found for a profile with webhooks, which missed a delivery.</summary>
    public const string Reconciled = "refs";
}

/// <param name="Commit">The new commit; forty zeros when the ref was deleted.</param>
public sealed record PushedRef(RefName Name, CommitId Commit, string? Title = null)
{
    public bool IsDeleted => Commit.IsZero;
}

/// <summary>What an event means to one profile: a line of its list, the new head of a ref, and the build to request.</summary>
public sealed record ReceivedEvent
{
    public required ProfileId Profile { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Title { get; init; }
    public string? Author { get; init; }
    public RefHead? Head { get; init; }
    public BuildRequest? Build { get; init; }
    public SkipReason? Skipped { get; init; }

    /// <summary>Found by polling: it isn't listed where a delivery already requested the build.</summary>
    public bool OnlyIfBuilt { get; init; }
}

/// <param name="Ref">The branch's full name, <c>refs/pull/7</c> for the source of a pull request, or <c>refs/pull/7/skipped</c> for one that is not built.</param>
public sealed record RefHead(RefName Ref, CommitId? Commit);
