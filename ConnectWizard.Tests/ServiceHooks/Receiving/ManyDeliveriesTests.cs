using System.Net;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

/// <summary>Many deliveries at once, some of them twice, over a store that fails now and then and a network that does too.</summary>
public sealed class ManyDeliveriesTests
{
    private const int Senders = 50;
    private const int Hooks = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task All_of_a_thousand_are_stored_once() => ShouldBeStoredOnceAsync(1_000);

    [Fact]
    [Trait("Kind", "Deep")]
    public Task All_of_ten_thousand_are_stored_once() => ShouldBeStoredOnceAsync(10_000);

    private static async Task ShouldBeStoredOnceAsync(int deliveries)
    {
        await using var app = await ReceivingApp.StartAsync(Ct, builder => builder.Services.AddSingleton<IDeliveryStore>(provider =>
            new FailingStore(ActivatorUtilities.CreateInstance<DeliveryStore>(provider))));
        List<Hook> hooks = [app.Hook];
        while (hooks.Count < Hooks)
            hooks.Add(await app.PlaceHookAsync(await app.CreateProfileAsync(Ct, repository: Guid.NewGuid()), HookKind.Push, Ct));
        var events = Enumerable.Range(0, deliveries).Select(_ => Guid.NewGuid()).ToArray();

        await Parallel.ForAsync(0, deliveries, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = Ct }, async (index, ct) =>
        {
            await DeliverAsync(app, hooks[index % Hooks], events[index], isCutOff: index % 100 == 7, ct);
            if (index % 10 == 0)
                await DeliverAsync(app, hooks[index % Hooks], events[index], isCutOff: false, ct);
        });

        var stored = await app.Get<Database>().ReadAsync(session => session.QueryAsync<string>("SELECT event_id FROM deliveries"), Ct);
        stored.Count.ShouldBe(deliveries);
        stored.Select(Guid.Parse).ToHashSet().SetEquals(events).ShouldBeTrue();
        ((FailingStore)app.Get<IDeliveryStore>()).Failures.ShouldBeGreaterThan(0);
    }

    /// <summary>Delivers as Azure DevOps does: again, for as long as it is told to, or is not answered.</summary>
    private static async Task DeliverAsync(ReceivingApp app, Hook hook, Guid eventId, bool isCutOff, CancellationToken ct)
    {
        if (isCutOff)
            await CutOffAsync(app, hook, eventId, ct);
        HttpStatusCode status;
        do
        {
            using var answer = await app.DeliverAsync(Payloads.Push(hook, branch: "other", eventId: eventId), ct, hook: hook);
            status = answer.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable);

        status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Leaves before the answer: whether it was stored, the sender does not know.</summary>
    private static async Task CutOffAsync(ReceivingApp app, Hook hook, Guid eventId, CancellationToken ct)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var answer = app.DeliverAsync(Payloads.Push(hook, branch: "other", eventId: eventId), leaving.Token, hook: hook);
        await leaving.CancelAsync();
        await Record.ExceptionAsync(() => answer);
    }

    /// <summary>The real store, but for every hundredth transaction, which fails before or after it was committed.</summary>
    private sealed class FailingStore(IDeliveryStore store) : IDeliveryStore
    {
        private int _calls;

        public int Failures { get; private set; }

        public async Task<int> AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
        {
            var call = Interlocked.Increment(ref _calls) % 100;
            if (call == 3)
                throw Fail();
            var added = await store.AddAsync(deliveries, cancellationToken);
            return call == 53 ? throw Fail() : added;
        }

        public Task<IReadOnlyList<Delivery>> ListWaitingAsync(int limit, CancellationToken cancellationToken) =>
            store.ListWaitingAsync(limit, cancellationToken);

        public Task<bool> SettleAsync(IReadOnlyList<SettledDelivery> settled, CancellationToken cancellationToken) => store.SettleAsync(settled, cancellationToken);

        private IOException Fail()
        {
            Failures++;
            return new IOException("The disk is full.");
        }
    }
}
