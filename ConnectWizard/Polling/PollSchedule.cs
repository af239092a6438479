using System.Collections.Concurrent;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Polling;

/// <summary>Says whose turn it is to be looked at.</summary>
internal sealed class PollSchedule(PollRequests wishes, IOptions<PollingOptions> options, TimeProvider time)
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>What was pushed while no process ran was answered by none.</summary>
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> _notBefore = new();

    /// <summary>
    /// A profile that never was looked at, one whose interval is over, one with webhooks that was not looked at since this process started, and
    /// whatever was wished for; nothing of a connection that failed a moment ago.
    /// </summary>
    public bool IsDue(PolledProfile looked)
    {
        var (profile, now) = (looked.Profile, time.GetUtcNow());
        if (_notBefore.TryGetValue(profile.Connection, out var pause) && now < pause)
            return false;
        if (looked.PolledAt is not { } last || wishes.Find(profile.Connection) > last)
            return true;
        return profile.TriggerSource == TriggerSource.Polling
            ? now >= last + options.Value.PollInterval
            : last < _startedAt || now >= last + options.Value.LookInterval;
    }

    /// <summary>A look failed: the connection is left alone for a while.</summary>
    /// <returns>For how long.</returns>
    public TimeSpan Pause(ConnectionId connection, Problem problem)
    {
        var asked = problem.RetryAfter ?? TimeSpan.Zero;
        var wait = asked > options.Value.PollInterval ? asked : options.Value.PollInterval;
        wait = wait < MaxPause ? wait : MaxPause;
        _notBefore[connection] = time.GetUtcNow() + wait;
        return wait;
    }
}
