namespace ConnectWizard.Workers;

/// <summary>
/// Wakes a worker before its time. Waking one that is at work makes it go round once more, however often it is woken.
/// </summary>
public class WorkerLoop : IDisposable
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

    /// <summary>
    /// Has the worker take turns until the process ends: one at once, one whenever it is woken, and one when it rested for long enough. Nothing that
    /// goes wrong in a turn, neither a store that is busy for a while nor a bug, may end the process.
    /// </summary>
    /// <param name="turn">One turn.</param>
    /// <param name="rest">The longest rest between two turns, asked for before each.</param>
    /// <param name="failed">Told what went wrong in a turn.</param>
    /// <param name="time">The clock of the rest.</param>
    /// <param name="stopped">The process ends.</param>
    /// <exception cref="OperationCanceledException">It has ended.</exception>
    public async Task RunAsync(
        Func<CancellationToken, Task> turn, Func<TimeSpan> rest, Action<Exception> failed, TimeProvider time, CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                await turn(stopped);
            }
            catch (Exception e) when (!stopped.IsCancellationRequested)
            {
                failed(e);
            }

            await WaitAsync(rest(), time, stopped);
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
