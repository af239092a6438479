using ConnectWizard.Connections;
using ConnectWizard.Webhooks.Creation;
using ConnectWizard.Webhooks.Health;
using ConnectWizard.Webhooks.Removal;

namespace ConnectWizard.Webhooks;

/// <summary>
/// Does what is due about hooks, on every node, each connection on one of them at a time: creates, tries again, finishes removals, looks
/// whether they still deliver. At start, when it is woken, and every few seconds.
/// </summary>
internal sealed class HookWorker(
    IHookStore store,
    IConnectionStore connections,
    HookTurns turns,
    HookLooks looks,
    HookDeletion deletion,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<HookWorker> logger) : BackgroundService
{
    /// <summary>Between two turns that nobody asked for; up to a half more, so that nodes that start together do not stay together.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>How long what a look found is good for.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(5);

    /// <summary>One server that hangs must not hold up the others.</summary>
    private const int ConnectionsAtOnce = 4;

    private readonly SemaphoreSlim _awake = new(0, 1);

    /// <summary>Has the next turn begin now, or right after the one that is under way.</summary>
    public void Wake()
    {
        try
        {
            _awake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Does once what is due.</summary>
    public async Task TurnAsync(CancellationToken cancellationToken)
    {
        var due = await store.ListDueAsync(cancellationToken);
        await EachAsync(due, PlaceAsync, cancellationToken);
        var unlooked = await store.ListUncheckedAsync(time.GetUtcNow() - LookInterval, cancellationToken);
        await EachAsync(unlooked, LookAsync, cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _awake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilStartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryTurnAsync(stoppingToken);
            await RestAsync(stoppingToken);
        }
    }

    /// <summary>Our own address is known when we listen.</summary>
    private async Task UntilStartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Interval * (1 + (Random.Shared.NextDouble() / 2)), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _awake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is time.
        }
    }

    private async Task TryTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TurnAsync(cancellationToken);
        }
        catch (System.Data.Common.DbException e)
        {
            WebhooksLog.StoreFailed(logger, e);
        }
    }

    private Task EachAsync(IEnumerable<Connection> due, Func<Connection, CancellationToken, Task> turn, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = ConnectionsAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(due, options, TryAsync);

        async ValueTask TryAsync(Connection connection, CancellationToken cancellation)
        {
            try
            {
                await turn(connection, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A connection that cannot be dealt with must not end the process, nor keep the others waiting.
                WebhooksLog.TurnFailed(logger, connection.Id.Value, e);
            }
        }
    }

    /// <summary>Without patience: whoever holds the lease does the same.</summary>
    private Task PlaceAsync(Connection connection, CancellationToken cancellationToken) =>
        turns.TryRunAsync(connection, TimeSpan.Zero, (pass, cancellation) => PlaceAsync(connection, pass, cancellation), cancellationToken);

    private async Task PlaceAsync(Connection connection, Outcome<HookPass> pass, CancellationToken cancellationToken)
    {
        if (await store.IsBeingRemovedAsync(connection.Id, cancellationToken))
        {
            await RemoveAsync(connection, pass, cancellationToken);
            return;
        }

        await turns.PlaceAsync(connection.Id, pass, cancellationToken);
        var hooks = await store.ListAsync(connection.Id, cancellationToken);
        await deletion.RetryAsync(pass, hooks, cancellationToken);
    }

    /// <summary>Finishes a deletion that was interrupted; there is nobody left to show a receipt to.</summary>
    private async Task RemoveAsync(Connection connection, Outcome<HookPass> pass, CancellationToken cancellationToken)
    {
        var hooks = await store.ListAsync(connection.Id, cancellationToken);
        await deletion.DeleteAsync(pass, hooks, cancellationToken);
        await connections.DeleteAsync(connection.Workspace, connection.Id, cancellationToken);
    }

    private Task LookAsync(Connection connection, CancellationToken cancellationToken) => looks.TryLookAsync(connection, TimeSpan.Zero, cancellationToken);
}
