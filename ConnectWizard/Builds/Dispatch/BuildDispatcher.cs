using ConnectWizard.Profiles;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>
/// Hands queued requests to the build system: at least once, each by one node at a time, those of a profile one after another. A request is claimed
/// before it is sent, so one whose node died is sent again when its claim is over.
/// </summary>
internal sealed class BuildDispatcher(
    IBuildStore builds,
    IProfileStore profiles,
    DispatchAttempt attempt,
    IProfileSignals signals,
    TimeProvider time,
    ILogger<BuildDispatcher> logger)
{
    /// <summary>How many are sent at once.</summary>
    private const int MaxConcurrency = 4;

    /// <summary>Beyond the longest attempt: for storing its end.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is due, until nothing is.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        if (!attempt.IsPossible)
            return;
        while (await builds.ListDueAsync(MaxConcurrency, RetrySchedule.WaitTimeout, cancellationToken) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(request => SendAsync(request, cancellationToken)));
    }

    private async Task SendAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + attempt.Limit + Margin;
        if (await profiles.FindAsync(request.Workspace, request.Profile, cancellationToken) is not { } profile
            || !await builds.ClaimAsync(request, until, cancellationToken))
        {
            return;
        }

        var answer = await attempt.SendAsync(request, profile, cancellationToken);
        await SettleAsync(request with { Attempts = request.Attempts + 1 }, answer, cancellationToken);
        signals.Changed(request.Profile);
    }

    private Task SettleAsync(BuildRequest request, DispatchResponse answer, CancellationToken cancellationToken)
    {
        BuildsLog.HandedOver(logger, request.Id, request.Attempts, answer.Verdict, answer.Text);
        var wait = answer.Verdict == DispatchResult.TryLater
            ? RetrySchedule.After(request.Attempts, answer.Wait, Random.Shared.NextDouble())
            : null;
        var state = answer.Verdict switch
        {
            DispatchResult.Accepted => BuildState.Accepted,
            DispatchResult.Refused => BuildState.Failed,
            DispatchResult.TryLater => wait is null ? BuildState.Failed : BuildState.Sent,
        };
        return builds.SettleAsync(request.Workspace, request.Id, state, answer.Text, time.GetUtcNow() + wait, cancellationToken);
    }
}
