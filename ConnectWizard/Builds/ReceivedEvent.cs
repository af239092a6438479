using ConnectWizard.Profiles;

namespace ConnectWizard.Builds;

/// <summary>What an event is to one profile: a line of its list, where a ref stands now, and the build that is wanted.</summary>
public sealed record ReceivedEvent
{
    public required ProfileId Profile { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Title { get; init; }

    public string? Author { get; init; }

    /// <summary>The head that the profile follows, as it stands now; null where it is none of the profile's.</summary>
    public RefHead? Head { get; init; }

    /// <summary>Null where no trigger matches.</summary>
    public BuildTrigger? Build { get; init; }

    /// <summary>Known by looking, not told: where a build of it was made already, there is nothing to list.</summary>
    public bool OnlyIfBuilt { get; init; }
}

/// <summary>A ref that a profile follows.</summary>
/// <param name="Ref">The branch's full name, or <c>refs/pull/7</c> for the source of a pull request.</param>
/// <param name="Commit">Null when it is gone.</param>
public sealed record RefHead(string Ref, string? Commit);

/// <summary>A build as it is wanted, before it is known whether it was made already.</summary>
public sealed record BuildTrigger
{
    /// <summary>Two wishes with one key are one build of a profile.</summary>
    public required string Key { get; init; }

    public required BuildCause Cause { get; init; }

    /// <summary>Full name.</summary>
    public required string Ref { get; init; }

    public required string Commit { get; init; }

    public int? PullRequest { get; init; }

    public string? Author { get; init; }

    public string? Title { get; init; }
}
