using System.Threading.Channels;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

/// <summary>A token endpoint that sends its answer a byte at a time, each in time, does not hold a renewal for longer than it may take as a whole.</summary>
public sealed class DrippingTokensTests : IAsyncLifetime
{
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(9);
    private readonly StoreFolder _place = new();
    private readonly WatchedTime _time = new();
    private OpenIdProvider _provider = null!;
    private TokenNode _node = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        _node = await TokenNode.StartAsync(_place, _provider, time: _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _provider.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task It_ends_within_twenty_seconds_well_before_its_lease_does()
    {
        var account = await _node.AddDueAsync(_provider.GiveRefreshToken());
        _provider.TokenAnswer = DripAsync;
        var began = _time.GetUtcNow();

        var problem = (await _node.Tokens.OpenAsync(account, Cancellation)).Problem;

        problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.SignInUnreachable);
        (_time.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        ProviderBackchannel.TotalTimeout.ShouldBeLessThan(TimeSpan.FromSeconds(60) / 2);
    }

    /// <summary>Each byte goes out when the product has begun to wait for it, nine seconds later.</summary>
    private async Task DripAsync(HttpContext context)
    {
        _time.Forget();
        await context.Response.Body.FlushAsync(Cancellation);
        foreach (var letter in """{"access_token":"late"}""")
        {
            await _time.NextAsync(IdleTimeout, context.RequestAborted);
            _time.Advance(Drip);
            await context.Response.WriteAsync($"{letter}", context.RequestAborted);
        }
    }

    /// <summary>A clock by hand that tells which timers are set.</summary>
    private sealed class WatchedTime : TimeProvider
    {
        private readonly ManualTime _clock = new();
        private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

        public override long TimestampFrequency => _clock.TimestampFrequency;

        public override long GetTimestamp() => _clock.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

        public void Advance(TimeSpan by) => _clock.Advance(by);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = _clock.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(dueTime);
            return timer;
        }

        /// <summary>Timers that were set before do not count.</summary>
        public void Forget()
        {
            while (_timers.Reader.TryRead(out _))
            {
            }
        }

        public async Task NextAsync(TimeSpan dueTime, CancellationToken cancellationToken)
        {
            while (await _timers.Reader.ReadAsync(cancellationToken) != dueTime)
            {
            }
        }
    }
}
