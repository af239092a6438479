using System.Collections.Concurrent;

namespace ConnectWizard.Workers;

/// <summary>Runs work under a lease that is renewed as long as the work takes.</summary>
internal sealed partial class LeaseRunner(ILeases leases, TimeProvider time, ILogger<LeaseRunner> logger)
{
    /// <summary>How long a node that died holds the others up.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(10);

    /// <summary>How long before its end the work under a lease that could not be renewed is cancelled: what is under way must come to an end.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

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
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(WorkTimeout, time);
        using var lasting = new CancellationTokenSource(TimeLeft(lease), time);
        using var holding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token, lasting.Token);
        await using var renewal = time.CreateTimer(_ => _ = RenewAsync(lease, lasting, holding.Token), null, RenewalInterval, RenewalInterval);
        _running[name] = holding;
        try
        {
            await new LeasedWork(lease, holding).RunAsync(work);
            return true;
        }
        catch (OperationCanceledException e) when ((limit.IsCancellationRequested || time.GetElapsedTime(began) >= WorkTimeout) && !cancellationToken.IsCancellationRequested)
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
        var began = time.GetTimestamp();
        while (true)
        {
            if (await leases.TryTakeAsync(name, Duration, cancellationToken) is { } lease)
                return lease;
            if (time.GetElapsedTime(began) >= waitTimeout)
                return null;
            await Task.Delay(RetryInterval, time, cancellationToken);
        }
    }

    private static async Task RenewAsync(ILease lease, CancellationTokenSource lasting, CancellationToken cancellationToken)
    {
        try
        {
            if (await lease.RenewAsync(cancellationToken))
                lasting.CancelAfter(TimeLeft(lease));
            else
                await lasting.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or System.Data.Common.DbException)
        {
            // The work has ended meanwhile; or the store is out of reach, and the work ends in time unless a later renewal succeeds.
        }
    }

    /// <summary>How long the work may go on unless the lease is renewed.</summary>
    private static TimeSpan TimeLeft(ILease lease) => lease.Left > Margin ? lease.Left - Margin : TimeSpan.Zero;

    [LoggerMessage(4012, LogLevel.Warning, "The lease {Lease} was lost; another node goes on")]
    private static partial void LeaseLost(ILogger logger, string lease);
}
