using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Startup;
using ConnectWizard.Workers;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Sends requests at least once, those of a profile one after another. Each is claimed first; another node sends it once the claim has expired.</summary>
internal sealed class BuildDispatcher(
    IBuildStore builds,
    IProfileStore profiles,
    BuildSystem buildSystem,
    IPublicEndpoint endpoint,
    ProfileSignals signals,
    WorkerLoop<BuildDispatcher> loop,
    ILogger<BuildDispatcher> logger) : BackgroundService
{
    private const int MaxConcurrency = 4;

    /// <summary>The longest wait of a retry, or of a request that another node queued.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How long a claim outlasts the attempt, to store how it ended.</summary>
    private static readonly TimeSpan ClaimMargin = TimeSpan.FromSeconds(30);

    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        if (buildSystem.Address is null)
            return;
        while (await builds.ListDueAsync(MaxConcurrency, RetrySchedule.MaxBlockingAttempts, cancellationToken) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(request => SendAsync(request, cancellationToken)));
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Its path and query may hold a key.
        if (buildSystem.Address is { IsLoopback: false } url && url.Scheme == Uri.UriSchemeHttp)
            BuildsLog.Unencrypted(logger, url.GetLeftPart(UriPartial.Authority));
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A request contains our address to clone from.
        await endpoint.UntilListeningAsync(stoppingToken);
        await loop.RunAsync(SendDueAsync, () => Interval, failure => BuildsLog.DispatchFailed(logger.ExceptOutage(failure), failure), stoppingToken);
    }

    private async Task SendAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        if (await profiles.FindAsync(request.Workspace, request.Profile, cancellationToken) is not { } profile
            || !await builds.ClaimAsync(request, buildSystem.Timeout + ClaimMargin, cancellationToken))
        {
            return;
        }

        using var activity = Instruments.Activities.StartActivity("build request");
        var response = await buildSystem.SendAsync(request, profile, cancellationToken);
        Instruments.DispatchEnded(response.Result.ToString().ToLowerInvariant(), activity);
        await SettleAsync(request with { Attempts = request.Attempts + 1 }, response, cancellationToken);
        signals.Changed(request.Profile);
    }

    private Task SettleAsync(BuildRequest request, DispatchResponse response, CancellationToken cancellationToken)
    {
        BuildsLog.Dispatched(logger, request.Id, request.Attempts, response.Result, response.Text);
        var delay = response.Result == DispatchResult.Retry
            ? RetrySchedule.After(request.Attempts, response.RetryAfter, Random.Shared.NextDouble())
            : null;
        var state = response.Result switch
        {
            DispatchResult.Accepted => BuildState.Accepted,
            DispatchResult.Rejected => BuildState.Failed,
            DispatchResult.Retry => delay is null ? BuildState.Failed : BuildState.Sent,
        };
        return builds.SettleAsync(request, state, response.Text, delay, cancellationToken);
    }
}

/// <summary>Exponential back-off from 5 seconds to 1 hour with 25 % jitter, for about a day.</summary>
internal static class RetrySchedule
{
    public const int MaxAttempts = 33;

    /// <summary>After this many attempts, about a minute and a half, a request no longer blocks the later ones of its profile.</summary>
    public const int MaxBlockingAttempts = 5;

    private static readonly BackOff BackOff = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));

    /// <param name="retryAfter">Respected up to an hour.</param>
    public static TimeSpan? After(int attempts, TimeSpan? retryAfter, double jitter) =>
        attempts < MaxAttempts ? BackOff.After(attempts, retryAfter > BackOff.Max ? BackOff.Max : retryAfter, jitter) : null;
}
