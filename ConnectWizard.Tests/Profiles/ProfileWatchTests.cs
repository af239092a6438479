using ConnectWizard.Components;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Profiles;

public sealed class ProfileWatchTests : IDisposable
{
    private static readonly ProfileId Profile = ProfileId.New();

    private readonly ManualTime _time = new();
    private readonly ProfileSignals _signals = new();
    private readonly CircuitConnectionMonitor _presence;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly SemaphoreSlim _looked = new(0);
    private readonly Task _watching;
    private int _looks;

    public ProfileWatchTests()
    {
        _presence = new CircuitConnectionMonitor(_time, NullLogger<CircuitConnectionMonitor>.Instance);
        _watching = new ProfileWatch(_signals, _presence, _time).RunAsync(Profile, PollAsync, _cancellation.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        _presence.Dispose();
        _looked.Dispose();
    }

    [Fact]
    public async Task A_signal_refreshes_at_once_and_another_profile_s_does_not()
    {
        _signals.Changed(ProfileId.New());
        _signals.Changed(Profile);
        await _looked.WaitAsync(Cancellation);
        _looks.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_signal_it_refreshes_every_few_seconds()
    {
        _time.Advance(ProfileWatch.Interval);
        await _looked.WaitAsync(Cancellation);
        _time.Advance(ProfileWatch.Interval);
        await _looked.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Many_signals_at_once_are_two_refreshes()
    {
        _signals.Changed(Profile);
        await _looked.WaitAsync(Cancellation);
        for (var signal = 0; signal < 100; signal++)
            _signals.Changed(Profile);
        _time.Advance(ProfileWatch.Pause);
        await _looked.WaitAsync(Cancellation);
        _time.Advance(ProfileWatch.Pause);
        _looks.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_in_front_of_the_page_means_no_refresh_until_they_are_back()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var told = _presence.OnChanged(isThere =>
        {
            gone.TrySetResult();
            return Task.CompletedTask;
        });
        await _presence.OnConnectionDownAsync(null!, Cancellation);
        _time.Advance(CircuitConnectionMonitor.WaitTimeout);
        await gone.Task.WaitAsync(Cancellation);
        _signals.Changed(Profile);
        _looks.ShouldBe(0);

        await _presence.OnConnectionUpAsync(null!, Cancellation);
        await _looked.WaitAsync(Cancellation);
        _looks.ShouldBe(1);
    }

    [Fact]
    public async Task Leaving_ends_it_without_an_exception_and_without_a_subscription()
    {
        await _cancellation.CancelAsync();
        await _watching.WaitAsync(Cancellation);
        _signals.Changed(Profile);
        _looks.ShouldBe(0);
    }

    private Task PollAsync()
    {
        _looks++;
        _looked.Release();
        return Task.CompletedTask;
    }
}
