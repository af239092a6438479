using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Storage.Records;

/// <summary>A row of <c>hooks</c>.</summary>
internal sealed class HookRow
{
    public const string Columns =
        "id, workspace_id, connection_id, project_id, repository_id, repository, kind, by_administrator, subscription, state, problem, detail, "
        + "secret_hash, previous_secret_hash, previous_until, created_at, sent_at, checked_at, last_delivery_at, mismatch_at, next_try_at, attempts";

    public required string Id { get; init; }

    public required string WorkspaceId { get; init; }

    public required string ConnectionId { get; init; }

    public required string ProjectId { get; init; }

    public required string RepositoryId { get; init; }

    public required string Repository { get; init; }

    public required string Kind { get; init; }

    public required int ByAdministrator { get; init; }

    public string? Subscription { get; init; }

    public required string State { get; init; }

    public string? Problem { get; init; }

    public string? Detail { get; init; }

    public string? SecretHash { get; init; }

    public string? PreviousSecretHash { get; init; }

    public long? PreviousUntil { get; init; }

    public required long CreatedAt { get; init; }

    public long? SentAt { get; init; }

    public long? CheckedAt { get; init; }

    public long? LastDeliveryAt { get; init; }

    public long? MismatchAt { get; init; }

    public long? NextTryAt { get; init; }

    public required int Attempts { get; init; }

    /// <summary>A hook that nothing was sent for yet.</summary>
    public static HookRow Of(Hook hook) => new()
    {
        Id = hook.Id.Value.ToText(),
        WorkspaceId = hook.Workspace.Value.ToText(),
        ConnectionId = hook.Connection.Value.ToText(),
        ProjectId = hook.ProjectId.ToText(),
        RepositoryId = hook.RepositoryId.ToText(),
        Repository = hook.Repository,
        Kind = hook.Kind.ToString(),
        ByAdministrator = hook.ByAdministrator ? 1 : 0,
        State = hook.State.ToString(),
        CreatedAt = hook.CreatedAt.ToMilliseconds(),
        Attempts = 0,
    };

    public Hook ToHook() => new()
    {
        Id = new HookId(Guid.Parse(Id)),
        Workspace = new WorkspaceId(Guid.Parse(WorkspaceId)),
        Connection = new ConnectionId(Guid.Parse(ConnectionId)),
        ProjectId = Guid.Parse(ProjectId),
        RepositoryId = Guid.Parse(RepositoryId),
        Repository = Repository,
        Kind = Enum.Parse<HookKind>(Kind),
        ByAdministrator = ByAdministrator != 0,
        Subscription = Subscription is null ? null : Guid.Parse(Subscription),
        State = Enum.Parse<HookState>(State),
        Problem = Problem is null ? null : Enum.Parse<ProblemCode>(Problem),
        Detail = Detail,
        CreatedAt = ColumnValues.FromMilliseconds(CreatedAt),
        SentAt = MomentOf(SentAt),
        CheckedAt = MomentOf(CheckedAt),
        LastDeliveryAt = MomentOf(LastDeliveryAt),
        MismatchAt = MomentOf(MismatchAt),
        NextTryAt = MomentOf(NextTryAt),
        Attempts = Attempts,
    };

    /// <summary>The hook with the hashes that count at <paramref name="now"/>.</summary>
    public ReceivingHook ToReceiving(DateTimeOffset now) =>
        new(ToHook(), SecretHash, PreviousUntil is { } until && until <= now.ToMilliseconds() ? null : PreviousSecretHash);

    private static DateTimeOffset? MomentOf(long? milliseconds) =>
        milliseconds is { } value ? ColumnValues.FromMilliseconds(value) : null;
}
