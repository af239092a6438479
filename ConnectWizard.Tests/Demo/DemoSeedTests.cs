using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Startup;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace ConnectWizard.Demo;

/// <summary>The samples of a new demo are really stored, really emulated, and there once.</summary>
public sealed class DemoSeedTests(DemoSeedTests.NewDemo fresh) : IClassFixture<DemoSeedTests.NewDemo>, IDisposable
{
    private const int Events = 28;
    private const int Webhooks = 20;

    private readonly StoreFolder _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => _store.In("demo");

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_new_demo_has_connections_in_the_states_that_matter()
    {
        var demo = fresh.Demo;

        var connections = await demo.ListConnectionsAsync();
        connections.Select(one => (one.Name, one.Health, one.LastProblem)).ShouldBe(
        [
            ("Endurance tests", ConnectionHealth.Good, null),
            ("Flight dynamics", ConnectionHealth.Good, null),
            ("Propulsion research", ConnectionHealth.Good, null),
            ("SpaceTech Labs", ConnectionHealth.Failed, ProblemCode.SignInAgain),
        ]);
        foreach (var profile in await demo.ListProfilesAsync())
        {
            var webhooks = await demo.ReadWebhooksAsync(profile);
            (webhooks.Health, webhooks.Problem?.Code).ShouldBe(profile.Name == "Tracking data"
                ? (WebhookHealth.Broken, ProblemCode.WebhookDisabledBySystem)
                : (WebhookHealth.Working, null));
        }

        demo.World.Hooks.Subscriptions.Count.ShouldBe(Webhooks);
        connections.Select(one => one.Expiry?.DaysLeft(DateTimeOffset.UtcNow, zone: null)).ShouldBe([12, null, null, 0]);
        (await demo.Get<ICredentialStore>().OpenAsync(connections[3].Workspace, connections[3].Credential, connections[3].Target, Cancellation))
            .Problem!.Code.ShouldBe(ProblemCode.SignInAgain);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in (string[])["projected-token", "builds.json", "builds.secret"])
                File.GetUnixFileMode(Path.Combine(fresh.Folder, file)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public async Task Profiles_have_a_week_of_events_and_builds_of_commits_that_exist()
    {
        var demo = fresh.Demo;

        var now = DateTimeOffset.UtcNow;
        var received = demo.Get<DemoBuilds>().Newest;
        received.Count.ShouldBe(Events);
        received.ShouldAllBe(build => build.IsGenuine && build.Times == 1);
        foreach (var profile in await demo.ListProfilesAsync())
        {
            var (events, builds) = (await demo.ListEventsAsync(profile), await demo.ListBuildsAsync(profile));
            events.Count.ShouldBeGreaterThan(1);
            events.Select(one => one.At).ShouldAllBe(at => at > now.AddDays(-7) && at < now);
            if (profile.Name != "Endurance log")
                (now - events[^1].At).ShouldBeGreaterThan(TimeSpan.FromDays(6));
            events.Select(one => one.Built).ShouldBe(builds.Select(build => (BuildRequestId?)build.Id));
            builds.ShouldAllBe(build => build.State == (build.Title!.StartsWith("WIP", StringComparison.Ordinal) ? BuildState.Failed : BuildState.Accepted));
            builds.ShouldAllBe(build => received.Any(one => one.Id == build.Id.ToString() && one.Commit == build.Commit.Value && one.IsRefused == (build.State == BuildState.Failed)));
            await ShouldExistAsync(demo, await demo.FindConnectionAsync(NameOf(profile.Name)), profile.Repository, builds);
        }
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_restart_adds_nothing_and_a_new_store_gets_samples_again()
    {
        await using (var first = await SeededDemo.StartAsync(_store, Folder))
        {
            var deleted = await first.FindConnectionAsync("Propulsion research");
            await first.Get<IHookRemoval>().DeleteConnectionAsync(SeededDemo.Actor, deleted.Id, Cancellation);
        }

        await using (var second = await SeededDemo.StartAsync(_store, Folder))
            (await second.ListConnectionsAsync()).Select(one => one.Name).ShouldBe(["Endurance tests", "Flight dynamics", "SpaceTech Labs"]);

        // A store that has connections already was somebody's before there were samples.
        File.Delete(Path.Combine(Folder, "samples"));
        await using (var third = await SeededDemo.StartAsync(_store, Folder))
            (await third.ListConnectionsAsync()).Count.ShouldBe(3);

        using var store = new StoreFolder();
        await using var other = await SeededDemo.StartAsync(store, Folder);
        (await other.ListConnectionsAsync()).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_reset_deletes_everything_and_restores_the_samples()
    {
        await using var demo = await SeededDemo.StartAsync(_store, Folder);
        var before = await demo.ListConnectionsAsync();
        await demo.Get<IConnectionStore>().RenameAsync(before[0].Workspace, before[0].Id, "Renamed", Cancellation);

        var drafts = demo.Get<IDraftStore>();
        await drafts.CreateAsync(SeededDemo.Actor, ProviderKind.Server, Cancellation);

        (await demo.Get<DemoSeed>().ResetAsync(SeededDemo.Actor, Cancellation)).ShouldBeTrue();

        (await drafts.ListUnfinishedAsync(SeededDemo.Actor.Owner, Cancellation)).ShouldBeEmpty();
        var after = await demo.ListConnectionsAsync();
        after.Select(one => one.Name).ShouldBe(before.Select(one => one.Name));
        after.Select(one => one.Id).Intersect(before.Select(one => one.Id)).ShouldBeEmpty();
        (await demo.ReadWebhooksAsync(await demo.FindProfileAsync("Tracking data"))).Health.ShouldBe(WebhookHealth.Broken);
        demo.World.Hooks.Subscriptions.Count.ShouldBe(Webhooks);
        demo.Get<DemoBuilds>().Newest.Count.ShouldBe(Events);
        _store.Sql("SELECT COUNT(*) FROM credentials").ShouldBe(["4"]);
    }

    [Fact]
    public async Task Without_samples_the_demo_starts_empty_and_is_reset_to_nothing()
    {
        await using var demo = await SeededDemo.StartAsync(_store, Folder, seed: false);
        (await demo.ListConnectionsAsync()).ShouldBeEmpty();
        demo.Get<DemoBuilds>().Newest.ShouldBeEmpty();

        (await demo.Get<DemoSeed>().ResetAsync(SeededDemo.Actor, Cancellation)).ShouldBeTrue();

        (await demo.ListConnectionsAsync()).ShouldBeEmpty();
        demo.World.Hooks.Subscriptions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_that_is_neither_true_nor_false_is_refused_with_its_key()
    {
        var failure = await Should.ThrowAsync<Exception>(() => ConnectWizardApp.BuildAsync(["--Demo:Seed", "perhaps"], Configure, Cancellation));

        StartupFailure.TryDescribe(failure, out var message).ShouldBeTrue();
        message.ShouldContain("Demo:Seed: the value 'perhaps' can't be read.");

        void Configure(WebApplicationBuilder builder) => builder.Environment.EnvironmentName = Environments.Development;
    }

    private static string NameOf(string profile) => profile switch
    {
        "Tracking data" => "Flight dynamics",
        "Coatings" => "SpaceTech Labs",
        "Endurance log" => "Endurance tests",
        _ => "Propulsion research",
    };

    private static async Task ShouldExistAsync(SeededDemo demo, Connection connection, RepositoryChoice repository, IReadOnlyList<BuildRequest> builds)
    {
        var name = connection.Target.Provider == ProviderKind.Services ? "services-global" : "full";
        var token = new Secret(demo.Tokens.Single(one => one.Name == name).Value);
        foreach (var build in builds)
        {
            var commit = await demo.Get<IRepositoryRefs>().FindCommitAsync(connection.Target, token, repository.ProjectId, repository.Id, build.Commit, Cancellation);
            commit.Value!.Title.ShouldBe(build.Title);
            commit.Value.Author.ShouldBe(build.Author);
        }
    }

    /// <summary>For the tests that only look at it.</summary>
    public sealed class NewDemo : IAsyncLifetime
    {
        private readonly StoreFolder _store = new();

        internal SeededDemo Demo { get; private set; } = null!;

        internal string Folder => _store.In("demo");

        public async ValueTask InitializeAsync() => Demo = await SeededDemo.StartAsync(_store, Folder);

        public async ValueTask DisposeAsync()
        {
            await Demo.DisposeAsync();
            _store.Dispose();
        }
    }
}
