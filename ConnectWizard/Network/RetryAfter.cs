using System.Net.Http.Headers;

namespace ConnectWizard.Network;

/// <summary>Reads how long a response asks to wait (RFC 9110, section 10.2.3): seconds, or a date.</summary>
public static class RetryAfter
{
    /// <summary>A server that asks for years must not lock anything until then.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <param name="now">Our clock, for a response with a date in <c>Retry-After</c> and none of its own.</param>
    public static TimeSpan? In(HttpResponseHeaders headers, DateTimeOffset? now = null) => headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        // By the other side's own clock, which need not be ours.
        { Date: { } date } when (headers.Date ?? now) is { } serverTime => Bounded(date - serverTime),
        _ => null,
    };

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait < MaxDelay ? wait : MaxDelay;
}
