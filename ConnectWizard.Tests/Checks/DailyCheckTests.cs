using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The check in the background, of two nodes on one database.</summary>
public abstract class DailyCheckTests(StoreProvider provider) : StoreContext(provider)
{
    private readonly IConnectionCheck _check = Substitute.For<IConnectionCheck>();
    private readonly IRepositoryGateway _repositories = Substitute.For<IRepositoryGateway>();
    private TestStore _other = null!;
    private BuildProfile _profile = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = await TestStore.StartAsync(_place, Cancellation, _time);
        _profile = await Samples.FinishAsync(_store, Cancellation);
        RepositoryIs(_profile.Repository.Name);
        CheckEndsWith(Samples.Facts() with { Warnings = [] });
    }

    public override async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Two_nodes_check_a_connection_once_and_again_after_a_day()
    {
        var nodes = new[] { Node(_store), Node(_other) };
        await RunAsync(nodes);
        Checks().ShouldBe(0);

        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync(nodes);
        await RunAsync(nodes);
        Checks().ShouldBe(1);
        (await FindAsync()).Health.ShouldBe(ConnectionHealth.Good);

        _time.Advance(TimeSpan.FromDays(1.1));
        await RunAsync(nodes);
        Checks().ShouldBe(2);
    }

    [Fact]
    public async Task A_renamed_repository_is_followed_by_its_id()
    {
        RepositoryIs("Flüge buchen", "Luftfahrt");

        await RunDueAsync();

        var profile = (await _store.Profiles.FindAsync(WorkspaceId.Default, _profile.Id, Cancellation))!;
        (profile.Repository.Name, profile.Repository.Project, profile.RepositoryProblem).ShouldBe(("Flüge buchen", "Luftfahrt", null));
        profile.CloneUrl.AbsoluteUri.ShouldEndWith("/Luftfahrt/_git/Fl%C3%BCge%20buchen");
        (await ListAsync()).ShouldContain(change => change.Kind == HealthChangeKind.Repository && change.Detail == "Bahn/Flüge planen → Luftfahrt/Flüge buchen");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repository_that_is_gone_or_disabled_is_a_warning_until_it_is_back(bool isDisabled)
    {
        if (isDisabled)
            RepositoryIs(_profile.Repository.Name, isDisabled: true);
        else
            _repositories.FindRepositoryAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.RepositoryUnknown));
        await RunDueAsync();
        (await FindAsync()).LastProblem.ShouldBe(isDisabled ? ProblemCode.RepositoryDisabled : ProblemCode.RepositoryUnknown);

        RepositoryIs(_profile.Repository.Name);
        await RunDueAsync();
        (await FindAsync()).Health.ShouldBe(ConnectionHealth.Good);
    }

    [Fact]
    public async Task What_changed_about_the_server_and_the_right_to_create_webhooks_is_noted()
    {
        CheckEndsWith(Samples.Facts() with { Warnings = [], Product = "Azure DevOps Server 2022.2", ApiLevel = "7.2", Webhooks = WebhookRight.NotAllowed });

        await RunDueAsync();

        var changes = await ListAsync();
        changes.Single(change => change.Kind == HealthChangeKind.Version).Detail.ShouldBe("Azure DevOps Server 2022.1 (7.1) → Azure DevOps Server 2022.2 (7.2)");
        changes.Single(change => change.Kind == HealthChangeKind.Webhooks).Detail.ShouldBe("NotAllowed");
    }

    [Fact]
    public async Task A_refused_credential_is_tried_three_times_and_no_repository_is_asked_with_it()
    {
        CheckFailsWith(ProblemCode.TokenRefused);
        for (var day = 0; day < 6; day++)
            await RunDueAsync();

        Checks().ShouldBe(3);
        (await FindAsync()).CheckPausedAt.ShouldNotBeNull();
        await _repositories.DidNotReceiveWithAnyArgs().FindRepositoryAsync(default!, default!, default!, default!, Cancellation);
    }

    [Fact]
    public async Task A_check_that_ends_with_a_bug_is_tried_again_after_an_hour_and_not_at_once()
    {
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs<CheckResult>(_ => throw new InvalidOperationException("A bug."));
        await RunDueAsync();
        var node = Node(_store);
        await RunAsync(node);
        Checks().ShouldBe(1);

        _time.Advance(TimeSpan.FromHours(1));
        await RunAsync(node);
        Checks().ShouldBe(2);
    }

    [Fact]
    public void First_checks_are_spread_over_the_day()
    {
        var node = Node(_store);
        TimeSpan[] places = [.. Enumerable.Range(0, 200).Select(_ => node.SpreadOf(new ConnectionId(Guid.NewGuid())))];

        places.ShouldAllBe(place => place >= TimeSpan.FromHours(1) && place <= TimeSpan.FromDays(1));
        for (var part = 0; part < 4; part++)
            places.Count(place => (int)((place - TimeSpan.FromHours(1)) / TimeSpan.FromHours(5.8)) == part).ShouldBeInRange(20, 80);
    }

    private Task RunDueAsync()
    {
        _time.Advance(TimeSpan.FromDays(1.2));
        return DueThenRunAsync();

        async Task DueThenRunAsync()
        {
            var node = Node(_store);
            await RunAsync(node);
            // The first look plans a connection that was never planned.
            _time.Advance(TimeSpan.FromDays(1));
            await RunAsync(node);
        }
    }

    private static async Task RunAsync(params DailyCheck[] nodes)
    {
        await Task.WhenAll(nodes.Select(node => node.StartDueAsync(Cancellation)));
        await Task.WhenAll(nodes.Select(node => node.WaitUntilIdleAsync()));
    }

    private DailyCheck Node(TestStore store) => new(
        _check,
        new RepositoryFollower(_repositories, store.Profiles, new ProfileSignals(), NullLogger<RepositoryFollower>.Instance),
        new ConnectionService(store.Connections, store.Credentials, store.Drafts, store.Services.GetRequiredService<ChangeLog>()),
        store.Connections,
        store.Credentials,
        store.Profiles,
        new LeaseRunner(store.Services.GetRequiredService<ILeases>(), _time, NullLogger<LeaseRunner>.Instance),
        new WorkerLoop<DailyCheck>(_time),
        Options.Create(new CheckOptions()),
        NullLogger<DailyCheck>.Instance);

    private int Checks() => _check.ReceivedCalls().Count();

    private void RepositoryIs(string name, string? project = null, bool isDisabled = false)
    {
        var stored = _profile.Repository;
        var found = new Repository(stored.Id, name, stored.ProjectId, project ?? stored.Project, stored.DefaultBranch, isDisabled, IsInMaintenance: false, RemoteUrl: null);
        _repositories.FindRepositoryAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(found);
    }

    private void CheckEndsWith(CheckedFacts facts) =>
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => new CheckResult([], Samples.Target, facts with { CheckedAt = _time.GetUtcNow() }));

    private void CheckFailsWith(ProblemCode code) => _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(
        new CheckResult([new CheckItem(CheckItemId.Token, CheckItemState.Failed) { Problem = new Problem(code) }], Samples.Target, null));

    private async Task<Connection> FindAsync() => (await _store.Connections.FindAsync(WorkspaceId.Default, _profile.Connection, Cancellation))!;

    private Task<IReadOnlyList<HealthChange>> ListAsync() => _store.Connections.ListHealthAsync(WorkspaceId.Default, _profile.Connection, Cancellation);

    public sealed class OnSqlite() : DailyCheckTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : DailyCheckTests(StoreProvider.PostgreSql);
}
