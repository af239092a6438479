using System.Diagnostics.CodeAnalysis;
using AzureDevOpsEmulator;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Health;

namespace ConnectWizard.Demo;

/// <summary>
/// Sets up the sample connections of a new demo while it already answers, and again when people reset it. What a process that ended in the middle
/// has left is deleted and made again at the next start.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class DemoSeed(
    DemoOptions options,
    SeedMarker marker,
    SeedWizard wizard,
    SeedHistory history,
    SeedSignIn signIn,
    Emulator emulator,
    DemoBuilds builds,
    IConnectionStore connections,
    IDraftStore drafts,
    IHookStore hooks,
    IHookRemoval removal,
    IProfileWebhooks webhooks,
    SubscriptionHealthCheck health,
    IPublicEndpoint endpoint,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DemoSeed> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _once = new(1, 1);

    /// <summary>Samples are being set up.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>False where the demo starts empty.</summary>
    public bool HasSamples => options.Seed;

    /// <summary><see cref="IsRunning"/> changed. Raised on any thread.</summary>
    public event EventHandler? Changed;

    /// <summary>
    /// Deletes all connections with their profiles and webhooks, and the drafts of a browser, and sets up the samples again, to the end even if the page
    /// is left.
    /// </summary>
    /// <returns>Whether that succeeded.</returns>
    public Task<bool> ResetAsync(Actor actor, CancellationToken cancellationToken) =>
        Task.Run(() => RunAsync(actor, lifetime.ApplicationStopping), CancellationToken.None).WaitAsync(cancellationToken);

    public override void Dispose()
    {
        _once.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Webhooks need the address that they call.
        await endpoint.UntilListeningAsync(stoppingToken);
        if (options.Seed)
            await RunAsync(resetBy: null, stoppingToken);
    }

    private async Task<bool> RunAsync(Actor? resetBy, CancellationToken stoppingToken)
    {
        await _once.WaitAsync(stoppingToken);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        timeout.CancelAfter(Timeout);
        try
        {
            var all = await connections.ListAsync(SeedWizard.Actor.Workspace, timeout.Token);
            if (resetBy is not null)
                await DropDraftsAsync(resetBy, timeout.Token);
            if (resetBy is not null || marker.IsInterrupted || all.Count == 0 && !marker.IsDone)
                await RunAsync(all, resetBy is not null || marker.IsReset, timeout.Token);
            return true;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The demo goes on without samples, and the next start tries again.
            DemoLog.SeedFailed(logger, e);
            return false;
        }
        finally
        {
            Show(isRunning: false);
            _once.Release();
        }
    }

    private async Task RunAsync(IReadOnlyList<Connection> all, bool isReset, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        Show(isRunning: true);
        marker.Begin(isReset);
        await Parallel.ForEachAsync(all.Where(connection => isReset || IsSample(connection)), cancellationToken, RemoveAsync);
        await DropDraftsAsync(SeedWizard.Actor, cancellationToken);
        builds.Clear();
        if (options.Seed)
            await CreateAsync(cancellationToken);
        marker.End();
        DemoLog.Seeded(logger, time.GetElapsedTime(began));
    }

    private async Task DropDraftsAsync(Actor actor, CancellationToken cancellationToken)
    {
        foreach (var draft in await drafts.ListUnfinishedAsync(actor, cancellationToken))
            await drafts.DropAsync(draft.Id, actor, cancellationToken);
    }

    private void Show(bool isRunning)
    {
        if (IsRunning == isRunning)
            return;
        IsRunning = isRunning;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private bool IsSample(Connection connection) =>
        SeedConnection.All.Any(sample => sample.Name == connection.Name && wizard.TargetOf(sample).Binding == connection.Target.Binding);

    private async ValueTask RemoveAsync(Connection connection, CancellationToken cancellationToken)
    {
        var receipt = await removal.DeleteConnectionAsync(SeedWizard.Actor, connection.Id, cancellationToken);
        // An account whose sign-in has ended can't delete its webhooks.
        foreach (var hook in receipt?.Hooks ?? [])
        {
            if (hook is { Left: not null, Subscription: { } subscription })
                emulator.World.Hooks.Delete(subscription);
        }

        // Where a worker holds the connection, it deletes it.
        await WaitUntilAsync(async () => await connections.FindAsync(connection.Workspace, connection.Id, cancellationToken) is null, Timeout, cancellationToken);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        AccountId? account = signIn.IsPossible ? await signIn.SignInAsync(cancellationToken) : null;
        var created = new List<(SeedConnection Sample, BuildProfile Profile, IReadOnlyList<RepositoryEvent> Changes)>();
        foreach (var sample in SeedConnection.All.Where(sample => account is not null || !sample.IsServices))
        {
            foreach (var profile in sample.Profiles)
            {
                // Before there is a webhook that would report the changes now.
                var changes = history.Push(sample, profile);
                created.Add((sample, await wizard.CreateAsync(sample, profile, sample.IsServices ? account : null, cancellationToken), changes));
            }
        }

        // A public address may be configured that the emulator can't reach, and another build system.
        foreach (var (_, profile, _) in created)
            await WaitUntilAsync(async () => (await webhooks.FindAsync(SeedWizard.Actor, profile, cancellationToken)).Health == WebhookHealth.Working, WaitTimeout, cancellationToken);
        foreach (var (_, profile, changes) in created)
            await history.DeliverAsync(profile, changes, cancellationToken);
        foreach (var (_, profile, changes) in created)
            await WaitUntilAsync(() => history.IsBuiltAsync(profile, changes, cancellationToken), WaitTimeout, cancellationToken);

        await BreakAsync(created.Single(one => one.Sample == SeedConnection.Broken).Profile, cancellationToken);
        if (account is { } id)
            await signIn.EndAsync(id, cancellationToken);
    }

    /// <summary>Azure DevOps disables the webhook for pushes, and a health check finds that.</summary>
    private async Task BreakAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        var all = await hooks.ListAsync(profile.Workspace, profile.Connection, cancellationToken);
        if (all.First(hook => hook.Kind == HookKind.Push).Subscription is { } subscription)
            emulator.World.Hooks.DisableBySystem(subscription);
        var connection = (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken))!;
        await health.TryRunAsync(connection, Timeout, cancellationToken);
    }

    private async Task WaitUntilAsync(Func<Task<bool>> isReached, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var end = time.GetUtcNow() + limit; !await isReached() && time.GetUtcNow() < end;)
            await Task.Delay(Interval, time, cancellationToken);
    }
}

internal static partial class DemoLog
{
    [LoggerMessage(2, LogLevel.Information, "Demo: the sample connections were set up in {Elapsed}")]
    public static partial void Seeded(ILogger logger, TimeSpan elapsed);

    [LoggerMessage(3, LogLevel.Error, "Demo: the sample connections could not be set up; the next start tries again")]
    public static partial void SeedFailed(ILogger logger, Exception exception);
}
