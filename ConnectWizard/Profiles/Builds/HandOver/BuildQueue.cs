namespace ConnectWizard.Profiles.Builds.HandOver;

/// <summary>
/// Hands queued requests to the build system: at least once, each by one node at a time, those of a profile one after another. A request is claimed
/// before it is sent, so one whose node died is sent again when its claim is over.
/// </summary>
internal sealed class BuildQueue(
    IBuildStore builds,
    IProfileStore profiles,
    HandOverAttempt attempt,
    IProfileSignals signals,
    TimeProvider time,
    ILogger<BuildQueue> logger)
{
    /// <summary>How many are sent at once.</summary>
    private const int AtOnce = 4;

    /// <summary>Beyond the longest attempt: for storing its end.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is due, until nothing is.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        if (!attempt.IsPossible)
            return;
        while (await builds.ListDueAsync(AtOnce, RetrySchedule.Patience, cancellationToken) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(request => SendAsync(request, cancellationToken)));
    }

    private async Task SendAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + attempt.Limit + Margin;
        if (await profiles.FindAsync(request.Workspace, request.Profile, cancellationToken) is not { } profile
            || !await builds.ClaimAsync(request, until, cancellationToken))
            return;
        var answer = await attempt.SendAsync(request, profile, cancellationToken);
        await SettleAsync(request with { Attempts = request.Attempts + 1 }, answer, cancellationToken);
        signals.Changed(request.Profile);
    }

    private Task SettleAsync(BuildRequest request, HandOverAnswer answer, CancellationToken cancellationToken)
    {
        BuildsLog.HandedOver(logger, request.Id, request.Attempts, answer.Verdict, answer.Text);
        var wait = answer.Verdict == HandOverVerdict.TryLater
            ? RetrySchedule.After(request.Attempts, answer.Wait, Random.Shared.NextDouble())
            : null;
        var state = answer.Verdict switch
        {
            HandOverVerdict.Accepted => BuildState.Accepted,
            HandOverVerdict.Refused => BuildState.Failed,
            HandOverVerdict.TryLater => wait is null ? BuildState.Failed : BuildState.Sent,
        };
        return builds.SettleAsync(request.Id, state, answer.Text, time.GetUtcNow() + wait, cancellationToken);
    }
}
