using System.Threading.Channels;
using ConnectWizard.Components;

namespace ConnectWizard.Profiles;

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
