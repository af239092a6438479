using System.Diagnostics;
using System.Net;
using AzureDevOpsEmulator;
using ConnectWizard.Emulator.Git;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator;

public sealed class ScaleTests
{
    private const string Fleet = "https://fleet.spacetech.example/Fleet";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_hundred_thousand_repositories_in_a_thousand_projects_are_listed()
    {
        await using var emulator = await StartAsync(new EmulatedScale());
        using var client = new EmulatorClient(emulator);

        var repositories = await client.GetAsync($"{Fleet}/_apis/git/repositories?api-version=7.1", "reader");
        var projects = await client.GetAsync($"{Fleet}/_apis/projects?$top=2000&api-version=7.1");

        repositories.Text.ShouldStartWith("{\"value\":[");
        repositories.Json.GetProperty("count").GetInt32().ShouldBe(100_000);
        repositories.Items.Select(item => item.GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(100_000);
        projects.Items.Count.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_repository_is_found_by_name_and_by_id_and_only_in_its_project()
    {
        await using var emulator = await StartAsync(new EmulatedScale { Repositories = 95, Projects = 10 });
        using var client = new EmulatorClient(emulator);
        var listed = (await client.GetAsync($"{Fleet}/Programme%200009/_apis/git/repositories")).Items;
        var name = listed[^1].GetProperty("name").GetString();

        var byName = await client.GetAsync($"{Fleet}/programme%200009/_apis/git/repositories/{name}");
        var byId = await client.GetAsync($"{Fleet}/_apis/git/repositories/{listed[^1].GetProperty("id").GetString()}");
        var elsewhere = await client.GetAsync($"{Fleet}/Programme%200008/_apis/git/repositories/{name}");
        var nowhere = await client.GetAsync($"{Fleet}/Programme%200009/_apis/git/repositories/other-000094");

        listed.Count.ShouldBe(5, "the last project has what is left");
        byName.Json.GetProperty("id").GetString().ShouldBe(byId.Json.GetProperty("id").GetString());
        elsewhere.Status.ShouldBe(HttpStatusCode.NotFound);
        nowhere.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repository_is_cloned()
    {
        await using var emulator = await StartAsync(new EmulatedScale());
        using var client = new EmulatorClient(emulator);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, ".gitconfig"), $"[http]\n\textraHeader = Authorization: {EmulatorClient.Basic(client.Token("full"))}\n", Ct);
        var git = new GitProgram(folder.Path);

        await git.RunAsync(Ct, "clone", "--quiet", $"{emulator.BaseUrl}server-fleet/Fleet/Programme%200042/_git/payment-service-004240", "clone");

        (await git.In("clone").RunAsync(Ct, "branch", "--show-current")).ShouldBe("main");
    }

    [Fact]
    public async Task An_answer_is_as_late_and_as_slow_as_was_set()
    {
        await using var emulator = await StartAsync(new EmulatedScale { Repositories = 100, Projects = 1, Delay = TimeSpan.FromMilliseconds(200), BytesPerSecond = 200_000 });
        using var client = new EmulatorClient(emulator);
        var started = Stopwatch.GetTimestamp();

        var answer = await client.GetAsync($"{Fleet}/_apis/git/repositories");

        var least = TimeSpan.FromMilliseconds(200) + TimeSpan.FromSeconds(answer.Body.Length / 200_000d);
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(least * 0.9);
    }

    [Fact]
    public async Task An_emulator_without_the_setting_knows_no_such_server()
    {
        await using var large = await StartAsync(new EmulatedScale { Repositories = 10, Projects = 1 });
        await using var usual = await AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings(), Ct);

        large.Servers.ShouldContain(server => server.Name == "fleet");
        usual.Servers.ShouldNotContain(server => server.Name == "fleet");
        usual.Endpoints.ShouldNotContain(endpoint => endpoint.Host == "fleet.spacetech.example");
    }

    private static Task<AzureDevOpsEmulator.Emulator> StartAsync(EmulatedScale scale) =>
        AzureDevOpsEmulator.Emulator.StartAsync(new EmulatorSettings { Scale = scale }, Ct);
}
