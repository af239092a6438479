using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Storage;

public abstract class LeaseStoreTests(StoreProvider provider) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly StorePlace _place = StorePlace.On(provider);
    private readonly ManualTime _time = new();
    private TestStore _store = null!;
    private ILeases _leases = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_place, Cancellation, _time);
        _leases = _store.Services.GetRequiredService<ILeases>();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task One_holds_a_lease_until_it_gives_it_back()
    {
        var first = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
        (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldBeNull();
        (await _leases.TryTakeAsync("refresh", Minute, Cancellation)).ShouldNotBeNull();

        await first.DisposeAsync();

        (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_lease_that_is_over_is_anybodys_and_its_late_holder_takes_nothing_back()
    {
        var late = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
        _time.Advance(Minute);
        var next = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();

        (await late.RenewAsync(Minute, Cancellation)).ShouldBeFalse();
        await late.DisposeAsync();

        (await next.RenewAsync(Minute, Cancellation)).ShouldBeTrue();
        (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_renewed_lease_lasts_on()
    {
        var lease = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
        _time.Advance(Minute / 2);
        (await lease.RenewAsync(Minute, Cancellation)).ShouldBeTrue();
        _time.Advance(Minute * 0.75);

        (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _leases.TryTakeAsync("health", Minute, Cancellation)));

        asked.Count(lease => lease is not null).ShouldBe(1);
    }

    public sealed class OnSqlite() : LeaseStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : LeaseStoreTests(StoreProvider.PostgreSql);
}
