using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ConnectWizard.Browser;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Receiving;
using ConnectWizard.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Crash;

/// <summary>
/// Two nodes on one PostgreSQL database while deliveries arrive: one is killed, or has a clock that is an hour ahead. What was acknowledged is stored,
/// and each commit is built under one id.
/// </summary>
[Trait("Kind", "Deep")]
public sealed class TwoNodesReceivingTests : IAsyncLifetime
{
    private const int Deliveries = 300;
    private const int Senders = 8;

    private readonly StoreServer _place = new();
    private readonly ConcurrentQueue<(string Id, string Commit)> _received = [];
    private readonly Secret _secret = HookSecret.New();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false });
    private LoopbackServer _builds = null!;
    private BuildProfile _profile = null!;
    private Hook _hook = null!;
    private int _acknowledged;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _builds = await LoopbackServer.StartAsync(ReceiveAsync);
        await using var store = await TestStore.StartAsync(_place, Ct);
        _profile = await Samples.FinishAsync(store, Ct);
        var hooks = store.Services.GetRequiredService<IHookStore>();
        var id = (await hooks.PlanAsync(_profile.Connection, Ct)).Single(hook => hook.Kind == HookKind.Push).Id;
        await hooks.ExpectSecretAsync(id, HookSecret.HashOf(_secret), Ct);
        await hooks.ProvisionedAsync(id, Guid.NewGuid(), Ct);
        _hook = (await hooks.FindAsync(id, Ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _builds.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task What_was_acknowledged_is_stored_and_built_once_when_a_node_is_killed()
    {
        var settings = Settings().ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value, StringComparer.Ordinal);
        var nodes = await Task.WhenAll(ProductProcess.StartAsync(null, 0, settings, Ct), ProductProcess.StartAsync(null, 0, settings, Ct));
        await using var killed = nodes[0];
        await using var left = nodes[1];

        var delivering = DeliverAllAsync(killed.Url, left.Url);
        await UntilAsync(() => Volatile.Read(ref _acknowledged) > Deliveries / 3);
        await killed.KillAsync(Ct);
        await delivering;

        await ShouldBeBuiltOnceAsync();
    }

    [Fact]
    public async Task What_was_acknowledged_is_stored_and_built_once_when_a_clock_is_an_hour_ahead()
    {
        var settings = Settings().Select(setting => (setting.Key, setting.Value)).ToArray();
        await using var right = await RunningApp.StartAsync(Ct, settings);
        await using var ahead = await RunningApp.StartAsync(
            Ct, settings, builder => builder.Services.AddSingleton<TimeProvider>(new ShiftedTime(TimeSpan.FromHours(1))));

        await DeliverAllAsync(ahead.Client.BaseAddress!, right.Client.BaseAddress!);

        await ShouldBeBuiltOnceAsync();
        _received.Count.ShouldBe(Deliveries);
    }

    /// <summary>Zero would be a deletion.</summary>
    private static string CommitOf(int number) => (number + 1).ToString("x40", CultureInfo.InvariantCulture);

    private async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!isSo())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"{_acknowledged} acknowledged; {string.Join(", ", _place.Sql("SELECT state || ' ' || attempts || ' ' || COUNT(*) FROM build_requests GROUP BY state, attempts"))}");
            await Task.Delay(100, Ct);
        }
    }

    /// <summary>Half of the deliveries arrive at either node, some at both.</summary>
    private Task DeliverAllAsync(params Uri[] nodes) =>
        Parallel.ForAsync(0, Deliveries, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = Ct }, async (number, _) =>
        {
            var payload = Payloads.Push(_hook, CommitOf(number), _profile.Branch, Guid.NewGuid()).ToJsonString();
            await DeliverAsync(payload, nodes, number);
            Interlocked.Increment(ref _acknowledged);
            if (number % 10 == 0)
                await DeliverAsync(payload, nodes, number + 1);
        });

    /// <summary>Delivers as Azure DevOps does: again, for as long as it is not told that it was received.</summary>
    private async Task DeliverAsync(string payload, Uri[] nodes, int first)
    {
        for (var attempt = first; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(nodes[attempt % nodes.Length], $"/hooks/{_hook.Id}"));
                request.Content = new StringContent(payload, System.Text.Encoding.UTF8, "application/json");
                request.Headers.Add(HookSecret.Header, _secret.Reveal());
                using var answer = await _client.SendAsync(request, Ct);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests);
                await Task.Delay(50, Ct);
            }
            catch (HttpRequestException)
            {
                // This node is dead, or died meanwhile; whether it had stored the delivery, nobody knows.
            }
        }
    }

    private async Task ShouldBeBuiltOnceAsync()
    {
        await UntilAsync(() => _place.Sql("SELECT COUNT(*) FROM build_requests WHERE state = 'Accepted'") is [var count] && count == $"{Deliveries}");
        _place.Sql("SELECT COUNT(*) FROM deliveries WHERE processed_at IS NOT NULL").ShouldBe([$"{Deliveries}"]);
        _place.Sql("SELECT COUNT(*) FROM build_requests").ShouldBe([$"{Deliveries}"]);
        var builds = _received.Distinct().ToList();
        builds.ConvertAll(build => build.Commit).ShouldBe(Enumerable.Range(0, Deliveries).Select(CommitOf), ignoreOrder: true);
    }

    private Dictionary<string, string> Settings() => new(_place.Settings().Select(setting => KeyValuePair.Create(setting.Key, setting.Value!)), StringComparer.Ordinal)
    {
        ["Demo:Enabled"] = "false",
        ["Builds:Url"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_builds.Port}/"),
        ["Builds:Secret"] = "a key of many words, thirty-two or more characters long",
        // A request that a dead node has claimed is another's soon.
        ["Builds:Timeout"] = "00:00:02",
    };

    private async Task ReceiveAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        _received.Enqueue((json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("data").GetProperty("commit").GetString()!));
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private sealed class ShiftedTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
