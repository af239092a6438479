using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ConnectWizard.Browser;
using ConnectWizard.Emulator;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace ConnectWizard.Demo;

/// <summary>A process that is killed while it sets up the samples: the next one has all of them, once.</summary>
public sealed class InterruptedSeedTests
{
    private const string IsDone = "the sample connections were set up";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Kind", "Deep")]
    [InlineData("connections")]
    [InlineData("profile_events")]
    public async Task A_kill_in_the_middle_ends_whole_at_the_next_start(string table)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo__Seed"] = "true" };
        await using var killed = await ProductProcess.StartAsync(null, 0, settings, Cancellation);
        await UntilAsync(killed, () => Count(killed, table) > 0);
        await killed.KillAsync(Cancellation);
        killed.Log.ShouldNotContain(IsDone);
        Execute(killed, "DELETE FROM leases"); // Those that it held are over in 40 seconds, which nobody waits for.

        await using var product = await ProductProcess.StartAsync(killed.Folder, killed.Url.Port, settings, Cancellation);
        await UntilAsync(product, () => product.Log.Contains(IsDone, StringComparison.Ordinal));

        (Count(product, "connections"), Count(product, "profiles"), Count(product, "hooks")).ShouldBe((4, 5, 20));
        (Count(product, "profile_events"), Count(product, "build_requests")).ShouldBe((28, 28));
        Count(product, "drafts WHERE profile_id IS NULL").ShouldBe(0);
        (await CountWebhooksAsync(product)).ShouldBe(8);
    }

    private static async Task UntilAsync(ProductProcess product, Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail(product.Log);
            await Task.Delay(20, Cancellation);
        }
    }

    private static long Count(ProductProcess product, string table) => (long)Execute(product, $"SELECT COUNT(*) FROM {table}")!;

    private static object? Execute(ProductProcess product, string sql)
    {
        using var store = new SqliteConnection($"Data Source={Path.Combine(product.Folder, "connectwizard.db")};Pooling=False");
        store.Open();
        using var command = store.CreateCommand();
#pragma warning disable CA2100 // Words of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>At the server of the healthy connection.</summary>
    private static async Task<int> CountWebhooksAsync(ProductProcess product)
    {
        var world = await DemoWorld.OpenAsync(product, Cancellation);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = EmulatorClient.Basic(world.Token("full"));
        var listed = await http.GetFromJsonAsync<JsonObject>(new Uri(world.Url, "/server-2022/Research/_apis/hooks/subscriptions?api-version=6.0"), Cancellation);
        return listed!["value"]!.AsArray().Count;
    }
}
