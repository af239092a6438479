namespace AzureDevOpsEmulator.Changes;

/// <summary>A reviewer's account and vote: 10, 5, 0, -5 or -10.</summary>
internal sealed record Reviewer(string Account, int Vote);

internal enum MergeStrategy
{
    NoFastForward = 1,
    Squash = 2,
    Rebase = 3,
    RebaseMerge = 4,
}

/// <summary>How a pull request is to be completed; some of it has no effect here and is only kept.</summary>
internal sealed record CompletionOptions(
    string? MergeCommitMessage = null,
    MergeStrategy? MergeStrategy = null,
    bool? SquashMerge = null,
    bool? DeleteSourceBranch = null,
    bool? TransitionWorkItems = null,
    bool? BypassPolicy = null,
    string? BypassReason = null)
{
    public MergeStrategy Strategy => MergeStrategy ?? (SquashMerge is true ? Changes.MergeStrategy.Squash : Changes.MergeStrategy.NoFastForward);
}

internal enum PullRequestChange
{
    PushNotification,
    ReviewersUpdateNotification,
    StatusUpdateNotification,
    ReviewerVoteNotification,
}

internal sealed record PullRequest
{
    public const string Active = "active";
    public const string Abandoned = "abandoned";
    public const string Completed = "completed";

    /// <summary>Unique in the collection.</summary>
    public int Id { get; init; }
    public required Guid CollectionId { get; init; }
    public required Guid RepositoryId { get; init; }
    public string Status { get; init; } = Active;
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreationDate { get; init; }
    public string? ClosedBy { get; init; }
    public DateTimeOffset? ClosedDate { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }
    public required string SourceRefName { get; init; }
    public required string TargetRefName { get; init; }

    /// <summary>The fork that the source is in; null where it is in the target's repository.</summary>
    public Guid? ForkId { get; init; }
    public bool IsDraft { get; init; }
    public required Guid MergeId { get; init; }
    public string MergeStatus { get; init; } = "queued";
    public required string LastMergeSource { get; init; }
    public required string LastMergeTarget { get; init; }

    /// <summary>Null when source and target conflict.</summary>
    public string? LastMerge { get; init; }
    public CompletionOptions? CompletionOptions { get; init; }
    public IReadOnlyList<Reviewer> Reviewers { get; init; } = [];
}

/// <summary>All pull requests, oldest first.</summary>
internal sealed class PullRequestStore(Journal journal)
{
    private readonly JournaledList<PullRequest> _all =
        new(journal, "pull-request", known => string.Create(CultureInfo.InvariantCulture, $"{known.CollectionId}/{known.Id}"));

    public IReadOnlyList<PullRequest> Where(Func<PullRequest, bool> isWanted) => _all.Where(isWanted);

    public PullRequest? Find(Guid collectionId, int id) => _all.Find(known => known.CollectionId == collectionId && known.Id == id);

    public PullRequest Add(PullRequest opened) =>
        _all.Add(all => opened with { Id = (all.FindLast(known => known.CollectionId == opened.CollectionId)?.Id ?? 0) + 1 });

    public PullRequest Replace(PullRequest changed) =>
        _all.Update(known => known.CollectionId == changed.CollectionId && known.Id == changed.Id, _ => changed)!;
}
