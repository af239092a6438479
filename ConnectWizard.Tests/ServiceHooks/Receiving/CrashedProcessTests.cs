using System.Collections;
using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>
/// The process ends at each point between a delivery and its build request, Azure DevOps delivers again what it was not answered, and another
/// process starts over the same store: there is one request.
/// </summary>
public sealed class CrashedProcessTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public enum Point
    {
        BeforeTheInsert,
        AfterTheInsertBeforeTheAnswer,
        AfterTheAnswer,
        WithinTheTransactionOfTheRequest,
        AfterTheRequest,
    }

    public static TheoryData<Point> Points => [.. Enum.GetValues<Point>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Points))]
    public async Task There_is_one_request_wherever_the_process_ended(Point point)
    {
        BuildProfile profile;
        Delivery delivery;
        await using (var store = await TestStore.StartAsync(_folder, Ct))
        {
            profile = await Samples.FinishAsync(store, Ct);
            delivery = DeliveryOf(profile);
            await RunUntilAsync(store, delivery, point);
        }

        await using var next = await TestStore.StartAsync(_folder, Ct);
        if (point is Point.BeforeTheInsert or Point.AfterTheInsertBeforeTheAnswer)
            await Deliveries(next).AddAsync([delivery with { Id = Guid.NewGuid() }], Ct);
        await ReceivingApp.ProcessAsync(next, Ct);
        await ReceivingApp.ProcessAsync(next, Ct);

        var builds = next.Services.GetRequiredService<IBuildStore>();
        (await builds.ListAsync(profile.Workspace, profile.Id, 10, Ct)).ShouldHaveSingleItem().State.ShouldBe(BuildState.Queued);
        (await builds.ListEventsAsync(profile.Workspace, profile.Id, 10, Ct)).Count.ShouldBe(1);
        (await builds.ListDueAsync(10, RetrySchedule.MaxBlockingAttempts, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_at_one_delivery_make_one_request()
    {
        await using var store = await TestStore.StartAsync(_folder, Ct);
        var profile = await Samples.FinishAsync(store, Ct);
        await Deliveries(store).AddAsync([DeliveryOf(profile)], Ct);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReceivingApp.ProcessAsync(store, Ct), Ct)));

        var builds = store.Services.GetRequiredService<IBuildStore>();
        (await builds.ListAsync(profile.Workspace, profile.Id, 10, Ct)).Count.ShouldBe(1);
        (await builds.ListEventsAsync(profile.Workspace, profile.Id, 10, Ct)).Count.ShouldBe(1);
    }

    private static async Task RunUntilAsync(TestStore store, Delivery delivery, Point point)
    {
        if (point == Point.BeforeTheInsert)
            return;
        await Deliveries(store).AddAsync([delivery], Ct);
        if (point == Point.AfterTheRequest)
            await ReceivingApp.ProcessAsync(store, Ct);
        if (point == Point.WithinTheTransactionOfTheRequest)
        {
            var received = BuildTriggers.Of((await store.Profiles.ListOfConnectionAsync(delivery.Connection, Ct))[0], delivery.Event)!;
            await Should.ThrowAsync<CrashException>(() => Deliveries(store).SettleAsync([new SettledDelivery(delivery.Id, new EndingList(received))], Ct));
        }
    }

    private static IDeliveryStore Deliveries(TestStore store) => store.Services.GetRequiredService<IDeliveryStore>();

    private static Delivery DeliveryOf(BuildProfile profile) => new(
        Guid.NewGuid(), profile.Workspace, HookId.New(), Guid.NewGuid(), profile.Connection, profile.Repository.Id, new RepositoryEvent
        {
            Kind = "git.push",

            // Now, for a store that starts sweeps what is old.
            At = TimeProvider.System.GetUtcNow(),
            Refs = [new PushedRef(BuildTriggers.BranchOf(profile), CommitId.Parse(Payloads.FirstCommit), "Turn the antenna")],
            Author = "Ada",
        });

    /// <summary>Ends the process behind its one element.</summary>
    private sealed class EndingList(ReceivedEvent received) : IReadOnlyList<ReceivedEvent>
    {
        public int Count => 2;

        public ReceivedEvent this[int index] => index == 0 ? received : throw new CrashException();

        public IEnumerator<ReceivedEvent> GetEnumerator()
        {
            yield return received;
            throw new CrashException();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class CrashException : Exception;
}
