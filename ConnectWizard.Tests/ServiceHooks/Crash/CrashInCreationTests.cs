using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Crash;

/// <summary>
/// The process is killed while Azure DevOps holds a request of it, at each kind that creating webhooks sends, and started again: there is
/// exactly one hook of each kind, known by its id, and it delivers. Each point has a collection of its own, so that one process finishes what the
/// last one left and comes to the next point. Points between the store's statements are those of <c>KilledCreationTests</c>.
/// </summary>
public sealed class CrashInCreationTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private static readonly Point[] Points =
    [
        new("azure", "Bodenstation München", "", "POST", "_apis/hooks/subscriptions", PausePoint.BeforeExecution),
        new("code", "DefaultCollection", "", "POST", "_apis/hooks/subscriptions", PausePoint.BeforeResponse),
        new("next", "Lunar Programme", "", "POST", "_apis/hooks/testnotifications", PausePoint.BeforeResponse),
        new("azure", "DefaultCollection", "Mission Control", "GET", "_apis/permissions/", PausePoint.BeforeExecution),
        new("azure", "Flight Systems", "", "GET", "_apis/hooks/subscriptions?", PausePoint.BeforeResponse),
        new("code", "Research", "", "POST", "_apis/hooks/subscriptions", PausePoint.BeforeResponse, 3),
        new("next", "DefaultCollection", "", "POST", "_apis/hooks/testnotifications", PausePoint.BeforeExecution),
    ];

    private readonly CrashableProduct _product = new(edge);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(7, Traits = ["Kind", "Deep"])]
    public async Task After_a_restart_there_is_exactly_one_hook_of_each_kind_and_it_delivers(int points)
    {
        var killed = new List<(Point Point, RepositoryPath Place, BuildProfile Profile)>();
        foreach (var point in Points.Take(points))
        {
            var place = await CrashPoints.FindAsync(edge, point.Server, point.Collection, point.Project, Ct);
            killed.Add((point, place, await _product.StoreProfileAsync(place)));
            using var hold = edge.Emulator.Pauses.PauseRequest(point.Host, point.Method, point.Part, point.Where, point.Number);
            await _product.StartAsync();
            await _product.ReachAsync(hold);
            await _product.KillAsync();
        }

        await _product.StartAsync();
        foreach (var (point, place, profile) in killed)
            await ShouldBeThereOnceAsync(point, place, profile);
    }

    private async Task ShouldBeThereOnceAsync(Point point, RepositoryPath place, BuildProfile profile)
    {
        await _product.UntilPlacedAsync(profile);
        var hooks = _product.Store.Sql($"SELECT id FROM hooks WHERE connection_id = '{profile.Connection}'");
        var known = _product.Store.Sql($"SELECT subscription FROM hooks WHERE connection_id = '{profile.Connection}'");
        var there = edge.Emulator.World.Hooks.Subscriptions
            .Where(subscription => hooks.Contains(subscription.Url.Segments[^1], StringComparer.Ordinal)).ToList();
        there.Select(subscription => subscription.EventType).Order(StringComparer.Ordinal).ToList().ShouldBe(
            ["git.pullrequest.created", "git.pullrequest.merged", "git.pullrequest.updated", "git.push"], customMessage: point.ToString());
        there.ConvertAll(subscription => subscription.Id).ShouldBe(known.Select(Guid.Parse), ignoreOrder: true, point.ToString());

        edge.Emulator.World.Push(place, new WorldCommit());
        await _product.UntilAsync($"SELECT state FROM hooks WHERE id = '{_product.HookOf(profile, HookKind.Push)}'", "Working");
    }

    private sealed record Point(string Server, string Collection, string Project, string Method, string Api, PausePoint Where, int Number = 1)
    {
        public string Host => $"{Server}.spacetech.example";

        public string Part => $"/{Uri.EscapeDataString(Collection)}/{Api}";
    }
}
