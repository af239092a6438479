using ConnectWizard.Builds;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Receiving;

public sealed class DeliveryPiecesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliveries_of_a_repository_with_many_profiles_are_settled_in_pieces()
    {
        var profile = Samples.Profile() with { TriggerSource = TriggerSource.Webhooks };
        var pushed = new RepositoryEvent { Kind = "git.push", At = profile.CreatedAt, Refs = [new PushedRef(BuildTriggers.BranchOf(profile), CommitId.Parse(Payloads.FirstCommit))] };
        var waiting = Enumerable.Range(0, 100)
            .Select(_ => new Delivery(Guid.NewGuid(), profile.Workspace, HookId.New(), Guid.NewGuid(), profile.Connection, profile.Repository.Id, pushed)).ToList();
        var (store, profiles, settled) = (Substitute.For<IDeliveryStore>(), Substitute.For<IProfileStore>(), new List<IReadOnlyList<SettledDelivery>>());
        store.ListWaitingAsync(default, Ct).ReturnsForAnyArgs(_ => [.. waiting]);
        store.SettleAsync(null!, Ct).ReturnsForAnyArgs(call =>
        {
            settled.Add(call.Arg<IReadOnlyList<SettledDelivery>>());
            waiting.RemoveAll(delivery => settled[^1].Any(one => one.Id == delivery.Id));
            return true;
        });
        profiles.ListOfConnectionAsync(default, default, Ct).ReturnsForAnyArgs([.. Enumerable.Range(0, 50).Select(_ => profile with { Id = ProfileId.New() })]);
        var (time, signals) = (TimeProvider.System, new ProfileSignals());
        var loop = new WorkerLoop<DeliveryProcessor>(time);
        var receipts = new DeliveryReceipts(Substitute.For<IHookStore>(), new ConnectionSignals(profiles, signals), loop, new WorkerLoop<HookWorker>(time));
        using var processor = new DeliveryProcessor(
            store, profiles, receipts, loop, new WorkerLoop<BuildDispatcher>(time), signals, NullLogger<DeliveryProcessor>.Instance);

        await processor.ProcessAsync(Ct);

        settled.Sum(piece => piece.Count).ShouldBe(100);
        settled.ShouldAllBe(piece => piece.Sum(one => one.Events.Count) <= 200);
    }
}
