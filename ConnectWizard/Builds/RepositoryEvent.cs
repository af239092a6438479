using ConnectWizard.Repositories;

namespace ConnectWizard.Builds;

/// <summary>Something that happened in a repository, in our own words: what a delivery is stored as, and what a look at the refs found.</summary>
public sealed record RepositoryEvent
{
    /// <summary>Azure DevOps' event type, or <see cref="Polled"/> or <see cref="Look"/> for what was found by looking.</summary>
    public required string Kind { get; init; }

    /// <summary>When we learnt of it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it happened, by the server's clock; null where not told.</summary>
    public DateTimeOffset? HappenedAt { get; init; }

    /// <summary>The refs that a push moved.</summary>
    public IReadOnlyList<PushedRef> Refs { get; init; } = [];

    public PullRequest? PullRequest { get; init; }

    /// <summary>Who pushed; a pull request has an author of its own.</summary>
    public string? Author { get; init; }

    /// <summary>Found by a profile that looks from time to time.</summary>
    public const string Polled = "poll";

    /// <summary>Found by a look at the refs, where a delivery was missed.</summary>
    public const string Look = "refs";
}

/// <summary>A ref that moved.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Commit">Where it is now; forty zeros when it is gone.</param>
/// <param name="Title">The first line of that commit, where told.</param>
public sealed record PushedRef(string Name, string Commit, string? Title = null)
{
    /// <summary>The ref was deleted.</summary>
    public bool IsDeleted => Commit.AsSpan().IndexOfAnyExcept('0') < 0;
}
