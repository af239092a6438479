namespace AzureDevOpsEmulator.Changes;

/// <summary>A reviewer by account, with the vote: 10, 5, 0, -5 or -10.</summary>
internal sealed record Reviewer(string Account, int Vote);

/// <summary>A pull request as the server remembers it; texts of states are those on the wire.</summary>
internal sealed record PullRequest
{
    public const string Active = "active";
    public const string Abandoned = "abandoned";
    public const string Completed = "completed";

    /// <summary>Counted for each collection.</summary>
    public int Id { get; init; }

    public required Guid CollectionId { get; init; }

    public required Guid RepositoryId { get; init; }

    public string Status { get; init; } = Active;

    /// <summary>An account.</summary>
    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public string? ClosedBy { get; init; }

    public DateTimeOffset? ClosedDate { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required string SourceRefName { get; init; }

    public required string TargetRefName { get; init; }

    public bool IsDraft { get; init; }

    public required Guid MergeId { get; init; }

    public string MergeStatus { get; init; } = "queued";

    public required string LastMergeSource { get; init; }

    public required string LastMergeTarget { get; init; }

    /// <summary>None where source and target conflict.</summary>
    public string? LastMerge { get; init; }

    public string? CompletionMessage { get; init; }

    public string? MergeStrategy { get; init; }

    public IReadOnlyList<Reviewer> Reviewers { get; init; } = [];
}
