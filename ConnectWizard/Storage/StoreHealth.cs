using ConnectWizard.Connections;

namespace ConnectWizard.Storage;

/// <summary>Whether the store works. An outage is logged with its first error when it begins, and with a count when it is over.</summary>
internal sealed class StoreHealth(IDialect dialect, TimeProvider time, ILogger<StoreHealth> logger)
{
    /// <summary>Of successes: a store that is nearly full works at times, which makes it one outage.</summary>
    private static readonly TimeSpan MinQuiet = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private volatile Outage? _outage;

    /// <summary>Of the present outage.</summary>
    public int Failures => _outage?.Count ?? 0;

    public StoreUnavailableException Fail(ProblemCode code, Exception exception)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var began = _outage ?? new Outage(code, now, now, 0, exception);
            _outage = began with { LastAt = now, Count = began.Count + 1, Last = exception };
            if (began.Count == 0)
                StorageLog.OutageBegan(logger, dialect.Explain(exception) ?? exception.Message);
        }

        return new StoreUnavailableException(code, exception);
    }

    /// <summary>Whoever waited behind an operation that failed shares its failure: one after another they would wait for minutes.</summary>
    public void ThrowIfFailedSince(int failures)
    {
        if (_outage is { } outage && outage.Count != failures)
            throw new StoreUnavailableException(outage.Code, outage.Last);
    }

    public void Succeed(bool isWrite)
    {
        // The common case takes no lock. A full or read-only store can be read all the time.
        if (_outage is not { } outage || (!isWrite && outage.Code != ProblemCode.DatabaseUnavailable))
            return;
        lock (_gate)
        {
            if (_outage is not { } last || time.GetUtcNow() - last.LastAt < MinQuiet)
                return;
            _outage = null;
            StorageLog.OutageEnded(logger, (last.LastAt - last.Since).TotalSeconds, last.Count);
        }
    }

    private sealed record Outage(ProblemCode Code, DateTimeOffset Since, DateTimeOffset LastAt, int Count, Exception Last);
}
