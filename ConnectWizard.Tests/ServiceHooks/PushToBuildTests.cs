using System.Text.Json;
using System.Threading.Channels;
using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Demo;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks;

/// <summary>The whole way, with nothing played but Azure DevOps: a push fires a hook, the delivery becomes a build request, the build system gets it.</summary>
public sealed class PushToBuildTests(EdgeFixture edge) : IClassFixture<EdgeFixture>, IAsyncLifetime
{
    private const string Secret = "a key of many words, thirty-two or more characters long";

    private static readonly RepositoryPath Repository = new("azure", "DefaultCollection", "Mission Control", "mission-control");

    private readonly Channel<(JsonElement Data, bool IsGenuine)> _taken = Channel.CreateUnbounded<(JsonElement, bool)>();
    private LoopbackServer _buildSystem = null!;
    private EmulatedApp _app = null!;
    private BuildProfile _profile = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _buildSystem = await LoopbackServer.StartAsync(TakeAsync);
        _app = await EmulatedApp.StartAsync(edge, Ct, ("Builds:Url", $"http://127.0.0.1:{_buildSystem.Port}/"), ("Builds:Secret", Secret));
        _profile = await _app.CreateProfileAsync("Mission Control", "mission-control", TriggerSource.Webhooks, Ct);
        (await _app.Get<IProfileWebhooks>().RepairAsync(_profile, Ct)).Problem.ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _buildSystem.DisposeAsync();
    }

    [Fact]
    public async Task A_push_reaches_the_build_system_signed_and_once()
    {
        var commit = edge.Emulator.World.Push(Repository, new WorldCommit { Message = "Turn the antenna" });

        var (data, isGenuine) = await _taken.Reader.ReadAsync(Ct);

        isGenuine.ShouldBeTrue();
        data.GetProperty("commit").GetString().ShouldBe(commit);
        (data.GetProperty("cause").GetString(), data.GetProperty("title").GetString()).ShouldBe(("push", "Turn the antenna"));
        (await _app.Get<IBuilds>().ListAsync(Samples.Actor, _profile.Id, 10, Ct)).ShouldHaveSingleItem().Commit.Value.ShouldBe(commit);
    }

    [Fact]
    public async Task A_pull_request_is_built_once_at_each_commit_of_its_source()
    {
        edge.Emulator.World.Push(Repository, new WorldCommit { Branch = "feature/moon", Message = "Point at the moon" });
        var number = edge.Emulator.World.OpenPullRequest(Repository, new WorldPullRequest("feature/moon", "main", "Moon"));
        var opened = (await _taken.Reader.ReadAsync(Ct)).Data;

        edge.Emulator.World.UpdatePullRequest(Repository, number);
        var updated = (await _taken.Reader.ReadAsync(Ct)).Data;

        foreach (var data in new[] { opened, updated })
            (data.GetProperty("cause").GetString(), data.GetProperty("pullRequest").GetInt32()).ShouldBe(("pullRequest", number));
        var requests = await _app.Get<IBuilds>().ListAsync(Samples.Actor, _profile.Id, 10, Ct);
        requests.Count(request => request.PullRequest == number).ShouldBe(2);

        // A push to the target attempts the merge of every pull request that is open: that is another test's push.
        edge.Emulator.World.AbandonPullRequest(Repository, number);
    }

    [Fact]
    public async Task A_pull_request_from_a_fork_is_told_and_not_built_until_the_profile_wants_forks()
    {
        RepositoryPath library = new("azure", "DefaultCollection", "Guidance Library", "gnc-core"), fork = ForkOf(library);
        var profile = await _app.CreateProfileAsync(library.Project, library.Repository, TriggerSource.Webhooks, Ct);
        (await _app.Get<IProfileWebhooks>().RepairAsync(profile, Ct)).Problem.ShouldBeNull();
        edge.Emulator.World.Push(fork, new WorldCommit { Branch = "feature/filter", Message = "Filter" });
        var number = edge.Emulator.World.OpenPullRequest(library, new WorldPullRequest("feature/filter", "main", "Filter") { Fork = fork });
        await UntilSkippedAsync(profile);
        (await _app.Get<IBuilds>().ListAsync(Samples.Actor, profile.Id, 10, Ct)).ShouldBeEmpty();

        await _app.Get<ProfileService>().ChangeTriggerForksAsync(Samples.Actor, profile.Id, triggerForks: true, Ct);
        edge.Emulator.World.Push(fork, new WorldCommit { Branch = "feature/filter", Message = "Filter better" });

        var data = (await _taken.Reader.ReadAsync(Ct)).Data;
        (data.GetProperty("fork").GetBoolean(), data.GetProperty("pullRequest").GetInt32(), data.GetProperty("ref").GetString()).ShouldBe((true, number, $"refs/pull/{number}/merge"));
        (data.GetProperty("sourceRef").GetString(), data.GetProperty("targetRef").GetString()).ShouldBe(("refs/heads/feature/filter", "refs/heads/main"));
    }

    private static RepositoryPath ForkOf(RepositoryPath parent) => parent with { Repository = "gnc-core-sandbox" };

    private async Task UntilSkippedAsync(BuildProfile profile)
    {
        while (!(await _app.Get<IBuilds>().ListEventsAsync(Samples.Actor, profile.Id, 10, Ct)).Any(received => received.Skipped == SkipReason.Fork))
            await Task.Delay(20, Ct);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        var isGenuine = SignatureCheck.IsGenuine(
            Secret, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body.ToArray(), DateTimeOffset.UtcNow);
        using var json = JsonDocument.Parse(body.ToArray());
        await _taken.Writer.WriteAsync((json.RootElement.GetProperty("data").Clone(), isGenuine), context.RequestAborted);
        context.Response.StatusCode = 202;
    }
}
