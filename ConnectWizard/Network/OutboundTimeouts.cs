namespace ConnectWizard.Network;

/// <summary>Steps end a little earlier than the <see cref="Item"/> of a check that they belong to, so that the reason is known when its time is over.</summary>
public sealed record OutboundTimeouts
{
    public TimeSpan Item { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A whole bounded response, connecting included.</summary>
    public TimeSpan Response => Item * 0.9;

    public TimeSpan Connect => Item * 0.8;

    public TimeSpan Handshake => Item * 0.8;

    public TimeSpan Tunnel => Item * 0.8;

    public TimeSpan Resolve => Item * 0.6;
}

/// <summary>A time-out that can be told apart from the caller's cancellation.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _clock = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, caller);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>Time ran out, and the caller is still there.</summary>
    public bool IsOver => _clock.IsCancellationRequested && !_caller.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}
