using System.Collections.Concurrent;

namespace ConnectWizard.Workers;

/// <summary>Runs work under a lease that is renewed as long as the work takes.</summary>
internal sealed partial class LeaseRunner(ILeases leases, TimeProvider time, ILogger<LeaseRunner> logger)
{
    /// <summary>How long a node that died holds the others up.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(10);

    /// <summary>For all the work of a lease: a server that drips must give its place to others.</summary>
    public static readonly TimeSpan WorkTimeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <param name="waitTimeout">How long to wait for another holder.</param>
    /// <returns>False when the lease was not free, or was lost, which cancels the work.</returns>
    /// <exception cref="TimeoutException">The work took longer than <see cref="WorkTimeout"/>.</exception>
    public async Task<bool> TryRunAsync(string name, TimeSpan waitTimeout, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await using var lease = await TakeAsync(name, waitTimeout, cancellationToken);
        if (lease is null)
            return false;
        using var limit = new CancellationTokenSource(WorkTimeout, time);
        using var holding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        await using var renewal = time.CreateTimer(_ => _ = RenewAsync(lease, holding), null, RenewalInterval, RenewalInterval);
        _running[name] = holding;
        try
        {
            await work(holding.Token);
            return true;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The work under the lease {name} was not done in {WorkTimeout.TotalMinutes} minutes.", e);
        }
        catch (OperationCanceledException) when (holding.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LeaseLost(logger, name);
            return false;
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(name, holding));
        }
    }

    /// <summary>Ends what runs on this node under the leases of a subject, <c>poll:{subject}</c> and its like.</summary>
    public async Task EndAsync(string subject)
    {
        foreach (var (name, holding) in _running)
        {
            try
            {
                if (name.EndsWith($":{subject}", StringComparison.Ordinal))
                    await holding.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It has just ended by itself.
            }
        }
    }

    private async Task<ILease?> TakeAsync(string name, TimeSpan waitTimeout, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + waitTimeout;
        while (true)
        {
            if (await leases.TryTakeAsync(name, Duration, cancellationToken) is { } lease)
                return lease;
            if (time.GetUtcNow() >= end)
                return null;
            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    private static async Task RenewAsync(ILease lease, CancellationTokenSource holding)
    {
        try
        {
            if (!await lease.RenewAsync(Duration, holding.Token))
                await holding.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or System.Data.Common.DbException)
        {
            // The work has ended meanwhile; or the store is busy, and three more renewals come before the lease is over.
        }
    }

    [LoggerMessage(4012, LogLevel.Warning, "The lease {Lease} was lost; another node goes on")]
    private static partial void LeaseLost(ILogger logger, string lease);
}

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
    /// <returns>False when it was lost meanwhile: the work must stop.</returns>
    Task<bool> RenewAsync(TimeSpan duration, CancellationToken cancellationToken);
}
