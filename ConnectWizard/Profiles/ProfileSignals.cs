using System.Collections.Immutable;

namespace ConnectWizard.Profiles;

/// <summary>
/// Tells the pages that are open that something about a profile changed. In this process alone: pages on other nodes look again by
/// themselves every few seconds.
/// </summary>
public interface IProfileSignals
{
    /// <param name="profile">The profile to hear of.</param>
    /// <param name="changed">Called on any thread; it must return at once.</param>
    /// <returns>Disposing it ends the calls.</returns>
    IDisposable Subscribe(ProfileId profile, Action changed);

    /// <summary>Something about the profile was stored.</summary>
    void Changed(ProfileId profile);
}

/// <inheritdoc />
internal sealed class ProfileSignals : IProfileSignals
{
    private ImmutableDictionary<ProfileId, ImmutableList<Action>> _subscribers = ImmutableDictionary<ProfileId, ImmutableList<Action>>.Empty;

    public IDisposable Subscribe(ProfileId profile, Action changed)
    {
        // One of its own: the same method may be subscribed twice, and is then called twice.
        var call = new Action(changed.Invoke);
        ImmutableInterlocked.AddOrUpdate(ref _subscribers, profile, [call], (_, calls) => calls.Add(call));
        return new Subscription(this, profile, call);
    }

    public void Changed(ProfileId profile)
    {
        foreach (var call in _subscribers.GetValueOrDefault(profile, []))
            call();
    }

    private void Unsubscribe(ProfileId profile, Action call) => ImmutableInterlocked.Update(ref _subscribers, subscribers =>
        subscribers.GetValueOrDefault(profile, []).Remove(call) is { Count: > 0 } left
            ? subscribers.SetItem(profile, left)
            : subscribers.Remove(profile));

    private sealed class Subscription(ProfileSignals signals, ProfileId profile, Action call) : IDisposable
    {
        public void Dispose() => signals.Unsubscribe(profile, call);
    }
}
