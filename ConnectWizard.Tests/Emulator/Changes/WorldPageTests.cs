using System.Net;
using System.Net.Http.Json;
using AzureDevOpsEmulator;
using ConnectWizard.Emulator.Tls;
using Shouldly;
using Xunit;

namespace ConnectWizard.Emulator.Changes;

/// <summary>The emulator's own page, as a browser and as a program use it.</summary>
public sealed class WorldPageTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Repository = "/_emulator/world/azure/DefaultCollection/Launch%20Pad/countdown";

    private static readonly RepositoryPath Countdown = new("azure", "DefaultCollection", "Launch Pad", "countdown");

    private readonly EmulatorClient _client = fixture.Client;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Repositories_are_found_by_parts_of_their_names()
    {
        var found = await _client.GetAsync(At("/_emulator/world?q=flight+aurora"), token: null);

        found.Text.ShouldContain("href=\"/_emulator/world/azure/Flight%20Systems/Aurora%20Avionics/aurora-avionics\"");
        found.Text.ShouldNotContain("mission-control");
    }

    [Fact]
    public async Task A_form_pushes_and_leads_back_to_the_page_that_says_so()
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["branch"] = "main", ["message"] = "<b>Bold</b>", ["path"] = "a.md" };
        var posted = await PostAsync("/push", new FormUrlEncodedContent(form), fixture.Emulator.BaseUrl.GetLeftPart(UriPartial.Authority));

        posted.Status.ShouldBe(HttpStatusCode.SeeOther);
        posted.Header("Location").ShouldNotBeNull().ShouldStartWith(Repository + "?done=Pushed%20");
        var page = await _client.GetAsync(At(posted.Header("Location")!), token: null);
        page.Text.ShouldContain("data-testid=\"done\">Pushed ");
        page.Text.ShouldContain("&lt;b&gt;Bold&lt;/b&gt;");
    }

    [Fact]
    public async Task A_program_gets_json_with_the_id_of_what_it_made()
    {
        var answer = await PostAsync("/push", JsonContent.Create(new { branch = "feature/json", message = "By program" }));

        answer.TextAt("id").ShouldBe(fixture.Emulator.World.Branches(Countdown)["feature/json"]);
        var missing = await PostAsync("/merge", JsonContent.Create(new { id = 4711 }));
        missing.Status.ShouldBe(HttpStatusCode.BadRequest);
        missing.TextAt("message").ShouldBe("There is no open pull request 4711.");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_page_of_somebody_else_s_may_not_post(string origin)
    {
        var before = fixture.Emulator.World.Branches(Countdown)["main"];

        var answer = await PostAsync("/push", new FormUrlEncodedContent([]), origin);

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        fixture.Emulator.World.Branches(Countdown)["main"].ShouldBe(before);
    }

    [Fact]
    public async Task It_answers_on_loopback_names_only()
    {
        (await _client.GetAsync("https://azure.spacetech.example/_emulator/world", token: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _client.GetAsync(At("/_emulator/world/azure/No/Such/place"), token: null)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pushes_and_pull_requests_survive_a_restart()
    {
        using var folder = new TemporaryFolder();
        var settings = new EmulatorSettings { DataFolder = folder.Path };
        var commit = "";
        await using (var before = await AzureDevOpsEmulator.Emulator.StartAsync(settings, Ct))
        {
            before.World.Push(Countdown, new WorldCommit { Branch = "feature/kept", Path = "kept.md" });
            before.World.OpenPullRequest(Countdown, new WorldPullRequest("feature/kept", "main", "Keep"));
            before.World.DeleteBranch(new("azure", "DefaultCollection", "Public Website", "Public Website"), "press");
            commit = before.World.Branches(Countdown)["feature/kept"];
        }

        await using var after = await AzureDevOpsEmulator.Emulator.StartAsync(settings, Ct);

        after.World.Branches(Countdown)["feature/kept"].ShouldBe(commit);
        after.World.Branches(new("azure", "DefaultCollection", "Public Website", "Public Website")).Keys.ShouldBe(["main"]);
        var merge = after.World.MergePullRequest(Countdown, 1);
        after.World.Branches(Countdown)["main"].ShouldBe(merge);
        using var client = new EmulatorClient(after);
        var pushes = await client.GetAsync("/DefaultCollection/Launch%20Pad/_apis/git/repositories/countdown/pushes");
        pushes.Items.Select(push => push.GetProperty("pushId").GetInt32()).ShouldBe([3, 1]);
    }

    private string At(string path) => new Uri(fixture.Emulator.BaseUrl, path).AbsoluteUri;

    private Task<WireResponse> PostAsync(string action, HttpContent content, string? origin = null) =>
        _client.SendAsync(HttpMethod.Post, At(Repository + action), token: null, request =>
        {
            request.Content = content;
            if (origin is not null)
                request.Headers.Add("Origin", origin);
        });
}
