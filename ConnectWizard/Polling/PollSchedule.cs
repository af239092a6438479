using System.Collections.Concurrent;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Polling;

/// <summary>Decides which profiles are due: by their interval, or earlier where a delivery was not kept or a broken hook works again.</summary>
internal sealed class PollSchedule(WorkerLoop<RefPoller> loop, IOptions<PollingOptions> options, TimeProvider time) : IPolling
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <summary>What was pushed while no process ran is still to be found.</summary>
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> _requests = new();
    private readonly ConcurrentDictionary<ConnectionId, DateTimeOffset> _notBefore = new();

    public string Interval => PollingText.Of(options.Value.PollInterval);

    internal int Count => _requests.Count + _notBefore.Count;

    internal bool IsRequested(ConnectionId connection) => _requests.ContainsKey(connection);

    /// <summary>Whether deliveries since then could have arrived here.</summary>
    public bool WasRunningAt(DateTimeOffset? time) => time >= _startedAt;

    public void RequestPoll(ConnectionId connection)
    {
        _requests[connection] = time.GetUtcNow();
        loop.Signal();
    }

    public void Resume(ConnectionId connection)
    {
        _notBefore.TryRemove(connection, out _);
        RequestPoll(connection);
    }

    /// <summary>Also forgets requests that were met, pauses that are over, and connections without profiles.</summary>
    public IReadOnlyList<PolledProfile> SelectDue(IReadOnlyList<PolledProfile> all)
    {
        var now = time.GetUtcNow();
        var polledAt = all.GroupBy(one => one.Profile.Connection).ToDictionary(group => group.Key, group => group.Min(one => one.PolledAt ?? DateTimeOffset.MinValue));
        foreach (var request in _requests.Where(request => !polledAt.TryGetValue(request.Key, out var last) || last >= request.Value))
            _requests.TryRemove(request);
        foreach (var pause in _notBefore.Where(pause => pause.Value <= now || !polledAt.ContainsKey(pause.Key)))
            _notBefore.TryRemove(pause);
        return [.. all.Where(one => IsDue(one, now))];
    }

    /// <returns>For how long.</returns>
    public TimeSpan Pause(ConnectionId connection, Problem problem)
    {
        var asked = problem.RetryAfter ?? TimeSpan.Zero;
        var wait = asked > options.Value.PollInterval ? asked : options.Value.PollInterval;
        wait = wait < MaxDelay ? wait : MaxDelay;
        _notBefore[connection] = time.GetUtcNow() + wait;
        return wait;
    }

    private bool IsDue(PolledProfile polled, DateTimeOffset now)
    {
        var profile = polled.Profile;
        if (_notBefore.ContainsKey(profile.Connection))
            return false;
        if (polled.PolledAt is not { } last || _requests.TryGetValue(profile.Connection, out var requested) && requested > last)
            return true;
        return profile.TriggerSource == TriggerSource.Polling
            ? now >= last + options.Value.PollInterval
            : last < _startedAt || now >= last + options.Value.LookInterval;
    }
}

/// <summary>Keeps where the refs that profiles follow were last seen.</summary>
public interface IPollStore
{
    /// <summary>Every profile with a trigger source, with when it was last polled.</summary>
    Task<IReadOnlyList<PolledProfile>> ListAsync(CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<RefName, CommitId>> ReadHeadsAsync(ProfileId profile, CancellationToken cancellationToken);

    /// <summary>In several transactions where there is much: what isn't stored is found by the next poll.</summary>
    /// <param name="polledAt">When the refs were read.</param>
    /// <param name="heads">The refs that moved, came or went.</param>
    /// <returns>Whether a build was requested.</returns>
    Task<bool> RecordAsync(
        ProfileId profile, DateTimeOffset polledAt, IReadOnlyList<RefHead> heads, IReadOnlyList<ReceivedEvent> receivedEvents, CancellationToken cancellationToken);
}

/// <summary>A profile with when its refs were last compared; null when never.</summary>
public sealed record PolledProfile(BuildProfile Profile, DateTimeOffset? PolledAt);
