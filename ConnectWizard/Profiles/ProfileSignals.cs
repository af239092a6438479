using System.Collections.Immutable;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Profiles;

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
