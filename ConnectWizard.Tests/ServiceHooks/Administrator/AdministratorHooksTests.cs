using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Administrator;

public sealed class AdministratorHooksTests(EdgeFixture edge) : ServiceHooksContext(edge)
{
    private IAdministratorHooks Administrator => _fixture.Services.GetRequiredService<IAdministratorHooks>();

    [Fact]
    public async Task A_profile_that_waits_for_an_administrator_asks_nothing_by_itself()
    {
        var profile = await CreateAsync();
        Edge.Emulator.Requests.Clear();

        await _fixture.RunWorkerAsync();

        Edge.Emulator.Requests.Entries.ShouldBeEmpty();
        (await _fixture.SummaryAsync(profile)).Health.ShouldBe(WebhookHealth.Waiting);
    }

    [Fact]
    public async Task What_is_offered_is_what_is_created()
    {
        var profile = await CreateAsync();
        var connection = (await _fixture.Connections.FindAsync(profile.Workspace, profile.Connection, Ct))!;
        var offer = Administrator.Describe(connection, profile);

        var summary = await Administrator.CreateAsync(profile, Edge.Token("project-admin"), Ct);

        summary.Value!.Health.ShouldBe(WebhookHealth.Working);
        offer.Repository.ShouldBe($"{profile.Repository.Project}/{profile.Repository.Name}");
        _fixture.Subscriptions.Select(subscription => HookEventTypes.Find(subscription.EventType)!.Value).ShouldBe(offer.Kinds, ignoreOrder: true);
        _fixture.Subscriptions.ShouldAllBe(subscription => subscription.Url.GetLeftPart(UriPartial.Authority) == offer.Address);
        _fixture.Folder.Sql("SELECT COUNT(*) FROM credentials").ShouldBe(["1"]);
    }

    [Fact]
    public async Task Creating_twice_makes_one_of_each()
    {
        var profile = await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Administrator.CreateAsync(profile, Edge.Token("project-admin"), Ct)));

        _fixture.Subscriptions.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_administrator_without_the_right_is_told_and_another_goes_on()
    {
        var profile = await CreateAsync();

        (await Administrator.CreateAsync(profile, Edge.Token("developer"), Ct)).Problem!.Code.ShouldBe(ProblemCode.WebhooksNotAllowed);
        (await Administrator.CreateAsync(profile, Edge.Token("project-admin"), Ct)).Value!.Health.ShouldBe(WebhookHealth.Working);

        _fixture.Subscriptions.Count.ShouldBe(4);
    }

    private async Task<BuildProfile> CreateAsync() => await _fixture.CreateProfileAsync(await _fixture.RepositoryAsync(), "reader", TriggerSource.Administrator);
}
