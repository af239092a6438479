using System.Collections.Immutable;
using System.Threading.Channels;
using ConnectWizard.Components;
using ConnectWizard.Connections;

namespace ConnectWizard.Profiles;

/// <summary>Notifies open pages of this process that a profile changed; pages on other nodes poll.</summary>
public sealed class ProfileSignals
{
    private ImmutableDictionary<ProfileId, ImmutableList<Action>> _subscribers = ImmutableDictionary<ProfileId, ImmutableList<Action>>.Empty;

    /// <param name="changed">Called on any thread; it must return at once.</param>
    public IDisposable Subscribe(ProfileId profile, Action changed)
    {
        // A new delegate: the same method may be subscribed twice, and is then called twice.
        var callback = new Action(changed.Invoke);
        ImmutableInterlocked.AddOrUpdate(ref _subscribers, profile, [callback], (_, callbacks) => callbacks.Add(callback));
        return new Subscription(this, profile, callback);
    }

    public void Changed(ProfileId profile)
    {
        foreach (var callback in _subscribers.GetValueOrDefault(profile, []))
            callback();
    }

    private void Unsubscribe(ProfileId profile, Action callback) => ImmutableInterlocked.Update(ref _subscribers, subscribers =>
        subscribers.GetValueOrDefault(profile, []).Remove(callback) is { Count: > 0 } remaining
            ? subscribers.SetItem(profile, remaining)
            : subscribers.Remove(profile));

    private sealed class Subscription(ProfileSignals signals, ProfileId profile, Action callback) : IDisposable
    {
        public void Dispose() => signals.Unsubscribe(profile, callback);
    }
}

/// <summary>Notifies the pages of all of a connection's profiles.</summary>
internal sealed class ConnectionSignals(IProfileStore profiles, ProfileSignals signals)
{
    public async Task ChangedAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        foreach (var profile in await profiles.ListOfConnectionAsync(workspace, connection, cancellationToken))
            signals.Changed(profile.Id);
    }
}

/// <summary>Has a page read its profile again after a change, and every few seconds for other nodes; never while nobody is in front of the circuit.</summary>
public sealed class ProfileWatch(ProfileSignals signals, CircuitConnectionMonitor presence, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>A busy repository must not keep the store busy for each open page.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public async Task RunAsync(ProfileId profile, Func<Task> lookAsync, CancellationToken cancellationToken)
    {
        var isThere = true;
        var due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var signal = signals.Subscribe(profile, () => due.Writer.TryWrite(true));
        using var seen = presence.OnChanged(present =>
        {
            isThere = present;
            due.Writer.TryWrite(true);
            return Task.CompletedTask;
        });
        await using var timer = time.CreateTimer(_ => due.Writer.TryWrite(true), null, Interval, Interval);
        try
        {
            await foreach (var _ in due.Reader.ReadAllAsync(cancellationToken))
            {
                if (isThere)
                {
                    await lookAsync();
                    await Task.Delay(Pause, time, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page has been left.
        }
    }
}
