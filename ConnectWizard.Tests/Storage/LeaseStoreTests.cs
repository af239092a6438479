using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
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

        (await late.RenewAsync(Cancellation)).ShouldBeFalse();
        await late.DisposeAsync();

        (await next.RenewAsync(Cancellation)).ShouldBeTrue();
        (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_renewed_lease_lasts_on()
    {
        var lease = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
        _time.Advance(Minute / 2);
        (await lease.RenewAsync(Cancellation)).ShouldBeTrue();
        lease.Left.ShouldBe(Minute);
        _time.Advance(Minute * 0.75);

        (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _leases.TryTakeAsync("health", Minute, Cancellation)));

        asked.Count(lease => lease is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Each_taking_has_a_greater_fence()
    {
        var first = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
        await first.DisposeAsync();

        var second = (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();

        second.Fence.ShouldBeGreaterThan(first.Fence);
    }

    [Fact]
    public async Task A_node_whose_clock_is_an_hour_ahead_takes_no_lease_that_lives()
    {
        await using var late = await TestStore.StartAsync(_place, Cancellation, new ManualTime(DateTimeOffset.UtcNow), hasOwnClock: true);
        await using var early = await TestStore.StartAsync(_place, Cancellation, new ManualTime(DateTimeOffset.UtcNow.AddHours(1)), hasOwnClock: true);
        (ILeases of, ILeases other)[] nodes = [(LeasesOf(late), LeasesOf(early)), (LeasesOf(early), LeasesOf(late))];

        foreach (var (node, other) in nodes)
        {
            var lease = (await node.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
            (await other.TryTakeAsync("health", Minute, Cancellation)).ShouldBeNull();
            (await lease.RenewAsync(Cancellation)).ShouldBeTrue();
            await lease.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_node_whose_clock_is_an_hour_ahead_sends_no_request_that_another_sends_and_queues_none_for_later()
    {
        await using var early = await TestStore.StartAsync(_place, Cancellation, new ManualTime(DateTimeOffset.UtcNow.AddHours(1)), hasOwnClock: true);
        await using var late = await TestStore.StartAsync(_place, Cancellation, new ManualTime(DateTimeOffset.UtcNow), hasOwnClock: true);
        var (builds, others) = (late.Services.GetRequiredService<IBuildStore>(), early.Services.GetRequiredService<IBuildStore>());
        await others.AddAsync(Samples.Build(await Samples.FinishAsync(late, Cancellation), "push:1", DateTimeOffset.UtcNow.AddHours(1)), Cancellation);

        var due = (await builds.ListDueAsync(1, 10, Cancellation)).ShouldHaveSingleItem();
        (await builds.ClaimAsync(due, Minute, Cancellation)).ShouldBeTrue();

        (await others.ListDueAsync(1, 10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_whose_lease_another_took_writes_nothing_more_and_ends()
    {
        var connection = (await Samples.FinishAsync(_store, Cancellation)).Connection;
        var stalled = new LeaseRunner(_leases, new ManualTime(), NullLogger<LeaseRunner>.Instance);

        var wasDone = await stalled.TryRunAsync("health", TimeSpan.Zero, WorkAsync, Cancellation);

        wasDone.ShouldBeFalse();
        (await FindAsync()).ShouldBe("Mine");
        await RenameAsync("Anybody's", Cancellation);
        (await FindAsync()).ShouldBe("Anybody's");

        async Task WorkAsync(CancellationToken cancellation)
        {
            await RenameAsync("Mine", cancellation);
            _time.Advance(Minute);
            (await _leases.TryTakeAsync("health", Minute, Cancellation)).ShouldNotBeNull();
            await RenameAsync("Late", cancellation);
        }

        Task RenameAsync(string name, CancellationToken cancellation) => _store.Connections.RenameAsync(WorkspaceId.Default, connection, name, cancellation);

        async Task<string> FindAsync() => (await _store.Connections.FindAsync(WorkspaceId.Default, connection, Cancellation))!.Name;
    }

    private static ILeases LeasesOf(TestStore store) => store.Services.GetRequiredService<ILeases>();

    public sealed class OnSqlite() : LeaseStoreTests(StoreProvider.Sqlite);

    public sealed class OnPostgreSql() : LeaseStoreTests(StoreProvider.PostgreSql);
}
