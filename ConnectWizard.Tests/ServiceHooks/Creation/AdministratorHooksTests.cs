using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Creation;

public sealed class AdministratorHooksTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private ServiceHooksFixture _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IAdministratorHooks Administrator => _bench.Services.GetRequiredService<IAdministratorHooks>();

    public async ValueTask InitializeAsync() => _bench = await ServiceHooksFixture.StartAsync(edge);

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task A_profile_that_waits_for_an_administrator_asks_nothing_by_itself()
    {
        var profile = await CreateAsync();
        edge.Emulator.Requests.Clear();

        await _bench.TurnAsync();

        edge.Emulator.Requests.Entries.ShouldBeEmpty();
        (await _bench.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Waiting);
    }

    [Fact]
    public async Task What_is_offered_is_what_is_created()
    {
        var profile = await CreateAsync();
        var connection = (await _bench.Connections.FindAsync(profile.Workspace, profile.Connection, Ct))!;
        var offer = Administrator.Describe(connection, profile);

        var summary = await Administrator.CreateAsync(profile, edge.Token("project-admin"), Ct);

        summary.Value!.Health.ShouldBe(WebhookHealth.Working);
        offer.Repository.ShouldBe($"{profile.Repository.Project}/{profile.Repository.Name}");
        _bench.Subscriptions.Select(subscription => HookEventTypes.Find(subscription.EventType)!.Value).ShouldBe(offer.Kinds, ignoreOrder: true);
        _bench.Subscriptions.ShouldAllBe(subscription => subscription.Url.GetLeftPart(UriPartial.Authority) == offer.Address);
        _bench.Folder.Sql("SELECT COUNT(*) FROM credentials").ShouldBe(["1"]);
    }

    [Fact]
    public async Task Creating_twice_makes_one_of_each()
    {
        var profile = await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Administrator.CreateAsync(profile, edge.Token("project-admin"), Ct)));

        _bench.Subscriptions.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_administrator_without_the_right_is_told_and_another_goes_on()
    {
        var profile = await CreateAsync();

        (await Administrator.CreateAsync(profile, edge.Token("developer"), Ct)).Problem!.Code.ShouldBe(ProblemCode.WebhooksNotAllowed);
        (await Administrator.CreateAsync(profile, edge.Token("project-admin"), Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);

        _bench.Subscriptions.Count.ShouldBe(4);
    }

    private async Task<BuildProfile> CreateAsync() => await _bench.CreateProfileAsync(await _bench.RepositoryAsync(), "reader", TriggerSource.Administrator);
}
