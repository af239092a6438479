namespace ConnectWizard.Network;

/// <summary>
/// How long a question to a server may take. <see cref="Item"/> decides: the steps below it end a little earlier, so that the reason is known
/// when the time of a check item is over.
/// </summary>
public sealed record OutboundTimeouts
{
    /// <summary>One item of a check.</summary>
    public TimeSpan Item { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A whole bounded response, connecting included.</summary>
    public TimeSpan Response => Item * 0.9;

    public TimeSpan Connect => Item * 0.8;

    public TimeSpan Handshake => Item * 0.8;

    /// <summary>A proxy's response to CONNECT.</summary>
    public TimeSpan Tunnel => Item * 0.8;

    public TimeSpan Resolve => Item * 0.6;
}
