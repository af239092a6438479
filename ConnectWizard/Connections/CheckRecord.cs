namespace ConnectWizard.Connections;

/// <summary>What a check of a connection found, to be recorded.</summary>
/// <param name="Facts">Null when it did not pass: the last known ones stay.</param>
public sealed record CheckRecord(ConnectionHealth Health, ProblemCode? Problem, CheckedFacts? Facts)
{
    /// <summary>What was checked: nothing is recorded of a connection that has another one by now. Null: whatever it has.</summary>
    public CredentialId? Credential { get; init; }

    /// <summary>Of the daily check, until the next one, unless this one found no answer. Null for a person's own check, which resumes a paused one.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>What it found changed, besides the health.</summary>
    public IReadOnlyList<HealthNote> Notes { get; init; } = [];
}

/// <param name="Detail">Names as Azure DevOps has them, bounded and without secrets.</param>
public sealed record HealthNote(HealthChangeKind Kind, string? Detail);

/// <summary>A line of a connection's history.</summary>
public sealed record HealthChange
{
    public required DateTimeOffset At { get; init; }
    public required HealthChangeKind Kind { get; init; }

    /// <summary>As of then.</summary>
    public required ConnectionHealth Health { get; init; }

    public ProblemCode? Problem { get; init; }

    /// <summary>For people; of a problem what its text said, as <see cref="StoredProblem.Read"/> reads it.</summary>
    public string? Detail { get; init; }
}

public enum HealthChangeKind
{
    Health,

    /// <summary>A repository was renamed or its project was: the old and the new name.</summary>
    Repository,

    /// <summary>The server was upgraded, or downgraded: the old and the new version.</summary>
    Version,

    /// <summary>The right to create webhooks changed: the <see cref="WebhookRight"/> of now.</summary>
    Webhooks,

    /// <summary>No daily check is made any more.</summary>
    Paused,
}

/// <summary>Where a connection's checks stand, and how a check changes that. Pure.</summary>
public record CheckState
{
    /// <summary>Refusals in a row after which the daily check pauses: fewer than what usually locks an account.</summary>
    public const int MaxRefusals = 3;

    /// <summary>A server that doesn't answer once may be restarting.</summary>
    private const int OutagesUntilFailed = 2;

    public ConnectionHealth Health { get; init; }
    public ProblemCode? LastProblem { get; init; }
    public DateTimeOffset HealthSince { get; init; }
    public int CheckRefusals { get; init; }
    public int CheckOutages { get; init; }
    public DateTimeOffset? CheckPausedAt { get; init; }

    public CheckState After(CheckRecord record, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (isScheduled, code) = (record.Interval is not null, record.Health == ConnectionHealth.Failed ? record.Problem : null);
        var (isRefused, isOutage) = (code is { } refusal && ProblemCatalog.IsRefusal(refusal), code is { } outage && ProblemCatalog.IsTransient(outage));
        var before = isScheduled ? this : this with { CheckRefusals = 0, CheckOutages = 0 };
        var refusals = isRefused ? before.CheckRefusals + 1 : isOutage ? before.CheckRefusals : 0;
        var outages = isOutage ? before.CheckOutages + 1 : 0;
        var isWaitedOut = isScheduled && isOutage && outages < OutagesUntilFailed;
        var health = isWaitedOut ? Health : record.Health;
        return new CheckState
        {
            Health = health,
            LastProblem = isWaitedOut ? LastProblem : record.Problem,
            HealthSince = health == Health ? HealthSince : now,
            CheckRefusals = refusals,
            CheckOutages = outages,
            CheckPausedAt = refusals >= MaxRefusals ? CheckPausedAt ?? now : null,
        };
    }
}
