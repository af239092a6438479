using System.Globalization;
using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Crash;

/// <summary>
/// The process is killed at points between a push and its build, and started again: Azure DevOps has lost events, the refs are compared and the pull
/// requests listed, nothing is missed and nothing built twice. Points between the store's statements are those of <c>KilledProcessTests</c>.
/// </summary>
public sealed class CrashInReceivingTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private readonly CrashableProduct _product = new(edge);
    private readonly Dictionary<RepositoryPath, BuildProfile> _profiles = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(6, Traits = ["Kind", "Deep"])]
    public async Task Nothing_is_missed_and_nothing_built_twice(int points)
    {
        // Those of one connection fall silent together, so each point has a collection of its own.
        (string Server, string Collection, string Project, Func<RepositoryPath, Task> KillAsync)[] all =
        [
            ("azure", "Flight Systems", "", KilledBeforeADeliveryIsStoredAsync),
            ("azure", "Bodenstation München", "", DeadWhenItHappensAsync),
            ("azure", "DefaultCollection", "Mission Control", KilledWithHalfOfADeliveryAsync),
            ("code", "DefaultCollection", "", KilledWhileRefsAreComparedAsync),
            ("code", "Research", "", KilledWhilePullRequestsAreListedAsync),
            ("next", "DefaultCollection", "", KilledWhileItHandsOverAsync),
        ];
        var kills = new List<(RepositoryPath Place, Func<RepositoryPath, Task> KillAsync)>();
        foreach (var (server, collection, project, killAsync) in all.Take(points))
            kills.Add((await FollowAsync(server, collection, project), killAsync));
        await _product.StartAsync();
        foreach (var profile in _profiles.Values)
            await _product.UntilPlacedAsync(profile, "'Working'");
        await _product.UntilAsync("SELECT COUNT(*) FROM polls", _profiles.Count.ToString(CultureInfo.InvariantCulture));

        foreach (var (place, killAsync) in kills)
            await killAsync(place);
    }

    private async Task KilledWithHalfOfADeliveryAsync(RepositoryPath place)
    {
        using var hold = edge.Emulator.Pauses.PauseDelivery(AddressOf(place));
        var commit = edge.Emulator.World.Push(place, new WorldCommit());
        await _product.ReachAsync(hold);
        await _product.KillAsync();
        await _product.StartAsync();
        await _product.BuiltOnceAsync(_profiles[place], commit);
    }

    private async Task KilledBeforeADeliveryIsStoredAsync(RepositoryPath place)
    {
        using var hold = edge.Emulator.Pauses.PauseDelivery(AddressOf(place));
        var commit = edge.Emulator.World.Push(place, new WorldCommit());
        await _product.ReachAsync(hold);
        await using (_product.Store.Lock())
        {
            hold.Resume();
            await hold.BodySent.WaitAsync(TimeSpan.FromMinutes(1), Ct);
            await _product.EndAsync();
        }

        _product.Store.Sql("SELECT COUNT(*) FROM deliveries WHERE processed_at IS NULL").ShouldBe(["0"]);
        _product.ForgetTheDead();
        await _product.StartAsync();
        await _product.BuiltOnceAsync(_profiles[place], commit);
    }

    private async Task DeadWhenItHappensAsync(RepositoryPath place)
    {
        await _product.KillAsync();
        var commit = edge.Emulator.World.Push(place, new WorldCommit());
        var source = edge.Emulator.World.Push(place, new WorldCommit { Branch = "feature/moon" });
        var number = edge.Emulator.World.OpenPullRequest(place, new WorldPullRequest("feature/moon", "main", "Moon"));
        await _product.StartAsync();
        await _product.BuiltOnceAsync(_profiles[place], commit);
        await PullRequestBuiltOnceAsync(place, number, source);
    }

    private async Task KilledWhileRefsAreComparedAsync(RepositoryPath place)
    {
        await _product.KillAsync();
        var commit = edge.Emulator.World.Push(place, new WorldCommit());
        using (var hold = Hold(place, "/refs?", PausePoint.BeforeResponse))
        {
            await _product.StartAsync();
            await _product.ReachAsync(hold);
            await _product.KillAsync();
        }

        await _product.StartAsync();
        await _product.BuiltOnceAsync(_profiles[place], commit);
    }

    private async Task KilledWhilePullRequestsAreListedAsync(RepositoryPath place)
    {
        await _product.KillAsync();
        var source = edge.Emulator.World.Push(place, new WorldCommit { Branch = "feature/sun" });
        var number = edge.Emulator.World.OpenPullRequest(place, new WorldPullRequest("feature/sun", "main", "Sun"));
        using (var hold = Hold(place, "/pullrequests?", PausePoint.BeforeExecution))
        {
            await _product.StartAsync();
            await _product.ReachAsync(hold);
            await _product.KillAsync();
        }

        await _product.StartAsync();
        await PullRequestBuiltOnceAsync(place, number, source);
    }

    private async Task KilledWhileItHandsOverAsync(RepositoryPath place)
    {
        var asked = _product.FallSilent();
        var commit = edge.Emulator.World.Push(place, new WorldCommit());
        await asked.WaitAsync(TimeSpan.FromMinutes(1), Ct);
        await _product.KillAsync();
        _product.Speak();
        await _product.StartAsync();
        await _product.BuiltOnceAsync(_profiles[place], commit);
        _product.TimesTaken(commit).ShouldBe(2);
    }

    private async Task PullRequestBuiltOnceAsync(RepositoryPath place, int number, string source)
    {
        var ofRequest = $"FROM build_requests WHERE profile_id = '{_profiles[place].Id}' AND pull_request = {number}";
        await _product.UntilAsync($"SELECT COUNT(*) {ofRequest} AND state = 'Accepted'", "1");
        _product.Store.Sql($"SELECT dedupe_key {ofRequest}").ShouldHaveSingleItem().ShouldContain(source);
    }

    private RequestPause Hold(RepositoryPath place, string part, PausePoint point) => edge.Emulator.Pauses.PauseRequest(
        $"{place.Server}.spacetech.example", "GET", $"/repositories/{_profiles[place].Repository.Id}{part}", point);

    private string AddressOf(RepositoryPath place) => new Uri(_product.Url, $"/hooks/{_product.HookOf(_profiles[place], HookKind.Push)}").AbsoluteUri;

    private async Task<RepositoryPath> FollowAsync(string server, string collection, string project)
    {
        var place = await CrashPoints.FindAsync(edge, server, collection, project, Ct);
        _profiles[place] = await _product.StoreProfileAsync(place);
        return place;
    }
}
