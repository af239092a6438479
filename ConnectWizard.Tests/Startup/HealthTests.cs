using System.Net;
using ConnectWizard.Storage;
using ConnectWizard.Workers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Startup;

public sealed class HealthTests : IAsyncLifetime
{
    private RunningApp _app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync(Ct, [("Demo:Enabled", "false")]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_store_that_is_away_is_not_ready_and_only_this_machine_is_told_why()
    {
        (await GetAsync("ready")).ShouldBe((HttpStatusCode.OK, "Healthy\nstore: Healthy\nworkers: Healthy\n"));

        var database = new SqliteConnectionStringBuilder(_app.Services.GetRequiredService<IOptions<StoreOptions>>().Value.ConnectionString).DataSource;
        var folder = Path.GetDirectoryName(database)!;
        Directory.Move(folder, folder + ".away");
        _app.Services.GetRequiredService<IDialect>().ClearPool();
        try
        {
            var (status, here) = await GetAsync("ready");
            (status, here.Contains($"store: Unhealthy. The database {database} can't be read", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.ServiceUnavailable, true), here);
            (await GetAsync("ready", ("X-Forwarded-For", "203.0.113.7"))).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy\n"));
            (await GetAsync("live")).ShouldBe((HttpStatusCode.OK, "Healthy\n"));
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        (await GetAsync("ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_worker_that_fails_again_and_again_or_hangs_is_named()
    {
        var time = new ManualTime();
        var health = new WorkerHealthCheck(time);
        for (var run = 0; run < 3; run++)
        {
            (await ReasonAsync(health)).ShouldBeNull();
            health.Began("Failing");
            health.Ended("Failing", hasFailed: true);
        }

        health.Began("Hanging");
        (await ReasonAsync(health)).ShouldBe("Failing or hanging: Failing. The log says why.");
        time.Advance(TimeSpan.FromMinutes(11));
        (await ReasonAsync(health)).ShouldBe("Failing or hanging: Failing, Hanging. The log says why.");
        health.Ended("Hanging", hasFailed: false);
        health.Ended("Failing", hasFailed: false);
        (await ReasonAsync(health)).ShouldBeNull();
    }

    private static async Task<string?> ReasonAsync(WorkerHealthCheck health) => (await health.CheckHealthAsync(new(), Ct)).Description;

    private async Task<(HttpStatusCode Status, string Text)> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/" + path);
        request.Headers.Host = "10.0.0.7";
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await _app.Client.SendAsync(request, Ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Ct));
    }
}
