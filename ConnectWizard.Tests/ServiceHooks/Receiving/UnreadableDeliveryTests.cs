using ConnectWizard.Builds;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;


namespace ConnectWizard.ServiceHooks.Receiving;

public sealed class UnreadableDeliveryTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly CollectedLogs _logs = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _logs.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"Kind\":7}")]
    public async Task One_that_cannot_be_read_is_set_aside_and_those_behind_it_are_processed(string text)
    {
        await using var store = await TestStore.StartAsync(_folder, Ct);
        var profile = await Samples.FinishAsync(store, Ct);
        var (broken, good) = (NewDelivery(profile, TimeSpan.FromSeconds(-5)), NewDelivery(profile, TimeSpan.Zero));
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(_logs));
        var deliveries = new DeliveryStore(store.Services.GetRequiredService<Database>(), TimeProvider.System, factory.CreateLogger<DeliveryStore>());
        await deliveries.AddAsync([broken, good], Ct);
        _folder.Sql($"UPDATE deliveries SET event = '{text}' WHERE id = '{broken.Id}'");

        (await deliveries.ListWaitingAsync(1, Ct)).ShouldHaveSingleItem().Id.ShouldBe(good.Id);
        await ReceivingApp.ProcessAsync(store, Ct);

        (await store.Services.GetRequiredService<IBuildStore>().ListAsync(profile.Id, 10, Ct)).Count.ShouldBe(1);
        _folder.Sql("SELECT id FROM deliveries WHERE processed_at IS NULL").ShouldBeEmpty();
        _folder.Sql($"SELECT event FROM deliveries WHERE id = '{broken.Id}'").ShouldBe([text]);
        _logs.Lines.ShouldHaveSingleItem().ShouldStartWith($"Error: Delivery {broken.Id} can't be read.");
    }

    private static Delivery NewDelivery(BuildProfile profile, TimeSpan age) => new(
        Guid.NewGuid(), profile.Workspace, HookId.New(), Guid.NewGuid(), profile.Connection, profile.Repository.Id, new RepositoryEvent
        {
            Kind = "git.push",
            At = TimeProvider.System.GetUtcNow() + age,
            Refs = [new PushedRef(BuildTriggers.BranchOf(profile), CommitId.Parse(Payloads.FirstCommit), "Turn the antenna")],
        });
}
