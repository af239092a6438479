using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage.Records;

namespace ConnectWizard.Storage.Builds;

/// <summary>A row of <c>build_requests</c>.</summary>
internal sealed class BuildRow
{
    public const string Columns =
        "id, workspace_id, profile_id, cause, ref, commit_id, pull_request, author, title, state, attempts, next_attempt_at, last_response, created_at";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string ProfileId { get; init; }

    public required string Cause { get; init; }

    public required string Ref { get; init; }

    public required string CommitId { get; init; }

    public int? PullRequest { get; init; }

    public string? Author { get; init; }

    public string? Title { get; init; }

    public required string State { get; init; }

    public required int Attempts { get; init; }

    public long? NextAttemptAt { get; init; }

    public string? LastResponse { get; init; }

    public required long CreatedAt { get; init; }

    public BuildRequest ToRequest() => new()
    {
        Id = new BuildRequestId(Guid.Parse(Id)),
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Profile = new ProfileId(Guid.Parse(ProfileId)),
        Cause = Enum.Parse<BuildCause>(Cause),
        Ref = Ref,
        Commit = CommitId,
        PullRequest = PullRequest,
        Author = Author,
        Title = Title,
        State = Enum.Parse<BuildState>(State),
        Attempts = Attempts,
        NextAttemptAt = NextAttemptAt is { } due ? ColumnValues.FromMilliseconds(due) : null,
        LastResponse = LastResponse,
        CreatedAt = ColumnValues.FromMilliseconds(CreatedAt),
    };
}

/// <summary>A row of <c>profile_events</c>.</summary>
internal sealed class ProfileEventRow
{
    public const string Columns = "id, at, kind, title, author, request_id";

    public required string Id { get; init; }

    public required long At { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public string? Author { get; init; }

    public string? RequestId { get; init; }

    public ProfileEvent ToEvent() => new(
        Guid.Parse(Id),
        ColumnValues.FromMilliseconds(At),
        Kind,
        Title,
        Author,
        RequestId is null ? null : new BuildRequestId(Guid.Parse(RequestId)));
}
