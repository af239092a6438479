namespace ConnectWizard.Workers;

/// <summary>Lets one of many do a thing at a time, across circuits and nodes: a lease is a row of the store.</summary>
public interface ILeases
{
    /// <summary>A holder that dies loses its lease after <paramref name="duration"/>.</summary>
    /// <param name="name"><c>refresh:{account}</c>, <c>hooks:{connection}</c>.</param>
    /// <returns>Null while another holds it.</returns>
    Task<ILease?> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellationToken);
}

/// <summary>Disposing releases it.</summary>
public interface ILease : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Grows with each taking of any lease.</summary>
    long Fence { get; }

    /// <summary>How long it certainly lasts, by the monotonic clock of this process: not longer than for the store.</summary>
    TimeSpan Left { get; }

    /// <summary>Makes it last for its whole duration from now on.</summary>
    /// <returns>False when it was lost meanwhile: the work must stop.</returns>
    Task<bool> RenewAsync(CancellationToken cancellationToken);
}

/// <summary>Work that runs under a lease. The store compares the fence in each of its writes, so that nothing is written once another holds the lease.</summary>
internal sealed class LeasedWork(ILease lease, CancellationTokenSource cancellation)
{
    private static readonly AsyncLocal<LeasedWork?> Ambient = new();
    private volatile bool _isOver;

    /// <summary>Null outside of such work, and for what goes on after its end.</summary>
    public static LeasedWork? Current => Ambient.Value is { _isOver: false } current ? current : null;

    public ILease Lease => lease;

    public async Task RunAsync(Func<CancellationToken, Task> work)
    {
        Ambient.Value = this;
        try
        {
            await work(cancellation.Token);
        }
        finally
        {
            _isOver = true;
        }
    }

    /// <summary>The lease was lost.</summary>
    /// <exception cref="OperationCanceledException">Always.</exception>
    public async Task EndAsync()
    {
        await cancellation.CancelAsync();
        cancellation.Token.ThrowIfCancellationRequested();
    }
}
