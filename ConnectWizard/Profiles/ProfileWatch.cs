using System.Threading.Channels;
using ConnectWizard.Components;

namespace ConnectWizard.Profiles;

/// <summary>
/// Has a page look at its profile again: at once when this process stored something about it, and every few seconds for what other nodes stored.
/// Never while nobody is in front of the circuit. Used from the circuit's own context.
/// </summary>
public sealed class ProfileWatch(ProfileSignals signals, CircuitConnectionMonitor presence, TimeProvider time)
{
    /// <summary>How often is looked without a signal.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The least time between two looks: a busy repository must not keep the store busy for each open page.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Looks until cancelled.</summary>
    /// <param name="profile">What is looked at.</param>
    /// <param name="lookAsync">Reads and shows it.</param>
    /// <param name="cancellationToken">Ends it without an exception.</param>
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
