namespace ConnectWizard.Connections;

/// <summary>
/// Wakes a worker before its time. Waking one that is at work makes it go round once more, however often it is woken.
/// </summary>
public class Wake : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Has the worker look for work; returns at once.</summary>
    public void Now()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    /// <summary>Waits until woken, at most <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            await _signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up, which is as good.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the signal.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _signal.Dispose();
    }
}
