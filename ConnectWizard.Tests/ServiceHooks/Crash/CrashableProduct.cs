using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Browser;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Crash;

/// <summary>
/// The product in a process of its own that is killed and started again: its store, its build system and its Azure DevOps live on. The same
/// port each time, for hooks call it. What is said to it in between is written into its store while it is dead.
/// </summary>
internal sealed class CrashableProduct(EdgeFixture edge) : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Id, string Commit)> _taken = [];
    private ProductProcess? _process;
    private int _port;
    private LoopbackServer? _builds;
    private volatile TaskCompletionSource? _silence;
    private volatile TaskCompletionSource? _asked;

    public StoreFolder Store { get; } = new();

    /// <summary>Where hooks call it; known from the first start on.</summary>
    public Uri Url => _process!.Url;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        _builds ??= await LoopbackServer.StartAsync(TakeAsync);
        var folder = Directory.CreateDirectory(Store.In("process")).FullName;
        _process = await ProductProcess.StartAsync(folder, _port, Settings(), Ct);
        _port = _process.Url.Port;
    }

    /// <summary>Kills it, and lets what it held go.</summary>
    public async Task KillAsync()
    {
        await EndAsync();
        ForgetTheDead();
    }

    /// <summary>Kills it.</summary>
    public Task EndAsync() => _process!.KillAsync(Ct);

    /// <summary>What it held by a lease or a claim, others have when that is over; here at once, for nobody waits a minute.</summary>
    public void ForgetTheDead()
    {
        Store.Sql("DELETE FROM leases");
        Store.Sql("UPDATE build_requests SET next_attempt_at = 0 WHERE state = 'Sent'");
    }

    /// <summary>Stores a profile that follows pushes and pull requests of a place; nothing else has the store open.</summary>
    public async Task<BuildProfile> StoreProfileAsync(RepositoryPath place)
    {
        var target = edge.Server(place.Server, place.Collection);
        var found = await edge.Repositories.FindRepositoryAsync(target, edge.Token("full"), place.Project, place.Repository, Ct);
        var profile = Samples.Profile(place.Collection) with { Repository = found.Value!.ToChoice(), Branch = "main", TriggerPullRequest = true };
        await using var store = await TestStore.StartAsync(Store, Ct);
        return await store.Services.StoreProfileAsync(target, edge.Token("full"), profile, Ct);
    }

    /// <summary>Waits until it is where it is held.</summary>
    public async Task ReachAsync(RequestPause hold)
    {
        if (await Task.WhenAny(hold.Reached, Task.Delay(TimeSpan.FromMinutes(1), Ct)) != hold.Reached)
            Assert.Fail($"It never came there.\n{_process!.Log}");
    }

    /// <summary>Waits until the store answers a question so.</summary>
    public async Task UntilAsync(string sql, string answer)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (Store.Sql(sql) is not [var only] || only != answer)
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"{sql} answers {string.Join(", ", Store.Sql(sql))}, not {answer}.\n{_process!.Log}");
            await Task.Delay(50, Ct);
        }
    }

    /// <summary>Waits until all hooks of a connection are at Azure DevOps, each created and known.</summary>
    public Task UntilPlacedAsync(BuildProfile profile, string states = "'Waiting', 'Working'") =>
        UntilAsync($"SELECT COUNT(*) FROM hooks WHERE connection_id = '{profile.Connection}' AND subscription IS NOT NULL AND state IN ({states})", "4");

    /// <summary>The id of the hook of a kind.</summary>
    public string HookOf(BuildProfile profile, HookKind kind) =>
        Store.Sql($"SELECT id FROM hooks WHERE connection_id = '{profile.Connection}' AND kind = '{kind}'").ShouldHaveSingleItem();

    /// <summary>Waits until a build is accepted, and holds that it was made once and never under another id.</summary>
    public async Task BuiltOnceAsync(BuildProfile profile, string commit)
    {
        var ofProfile = $"FROM build_requests WHERE profile_id = '{profile.Id}' AND commit_id = '{commit}'";
        await UntilAsync($"SELECT COUNT(*) {ofProfile} AND state = 'Accepted'", "1");
        Store.Sql($"SELECT COUNT(*) {ofProfile}").ShouldBe(["1"]);
        _taken.Where(build => build.Commit == commit).Select(build => build.Id).Distinct(StringComparer.Ordinal).ShouldBe(Store.Sql($"SELECT id {ofProfile}"));
    }

    /// <summary>The build system hears the next request and says nothing.</summary>
    /// <returns>Ends when it has heard.</returns>
    public Task FallSilent()
    {
        _silence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (_asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>The build system answers again.</summary>
    public void Speak()
    {
        var silence = _silence;
        _silence = null;
        silence?.TrySetResult();
    }

    public int TimesTaken(string commit) => _taken.Count(build => build.Commit == commit);

    public async ValueTask DisposeAsync()
    {
        Speak();
        if (_process is not null)
            await _process.DisposeAsync();
        if (_builds is not null)
            await _builds.DisposeAsync();
        Store.Dispose();
    }

    private Dictionary<string, string> Settings() => edge.Settings
        .Concat(Store.Settings().Select(setting => (setting.Key, Value: setting.Value!)))
        .Append(("Demo:Enabled", "false"))
        .Append(("Builds:Url", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_builds!.Port}/")))
        .Append(("Builds:Secret", "a key of many words, thirty-two or more characters long"))
        .ToDictionary(setting => setting.Item1.Replace(":", "__", StringComparison.Ordinal), setting => setting.Item2, StringComparer.Ordinal);

    private async Task TakeAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        _taken.Enqueue((json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("data").GetProperty("commit").GetString()!));
        if (_silence is { } silence)
        {
            _asked!.TrySetResult();
            await silence.Task.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }
}
