using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ConnectWizard.Browser.Pages;
using ConnectWizard.Emulator;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>
/// What can happen to a webhook in Azure DevOps, seen on the profile's page and mended there; and an administrator's link whose time is over. In a world
/// of its own, for people leave it.
/// </summary>
public sealed class WebhookRepairTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly LocatorAssertionsToHaveAttributeOptions WaitTimeout = new() { Timeout = 60_000 };

    private readonly HttpClient _wire = new();

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task Each_way_in_which_a_webhook_ceases_to_deliver_is_told_on_the_page_and_repaired_there()
    {
        await CreateAsync("full");
        await Page.GetByTestId("done-profile-link").ClickAsync();
        await Page.ArriveAtAsync("profiles");
        await HealthIsAsync("working");

        await RepairAfterAsync("webhook-disabled-by-user", hook => ActAsync(hook, "disable"));
        await RepairAfterAsync("webhook-missing", hook => ActAsync(hook, "delete"));
        await RepairAfterAsync("webhook-address-changed", hook => EditAsync(hook, "url", "https://elsewhere.example/in?key=hush"));
        await RepairAfterAsync("webhook-secret-mismatch", async hook =>
        {
            await EditAsync(hook, "httpHeaders", "X-ConnectWizard-Secret:wrong");
            await PushAsync();
            await StatusIsAsync("onProbation");
        });
        await RepairAfterAsync("webhook-creator-gone", hook => ActAsync(hook, "dismiss"), hook => ActAsync(hook, "readmit"));
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_webhook_that_says_nothing_is_built_all_the_same_and_works_only_after_a_real_event()
    {
        await CreateAsync("full");
        await Page.GetByTestId("done-profile-link").ClickAsync();
        await Page.ArriveAtAsync("profiles");
        await HealthIsAsync("working");
        await PolledAsync();
        await EditAsync((await ListAsync()).ShouldHaveSingleItem(), "resourceDetailsToSend", "minimal");

        var title = await PushAsync();
        await Expect(Page.GetByTestId("build-row").First).ToContainTextAsync(title, new() { Timeout = 10_000 });
        await HealthIsAsync("broken");
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "webhook-inputs-changed", new() { Timeout = 60_000 });
        await Expect(Page.GetByTestId("problem")).ToContainTextAsync("resourceDetailsToSend=minimal");

        await Page.GetByTestId("profile-repair").ClickAsync();
        await HealthIsAsync("waiting");
        (await ListAsync()).ShouldHaveSingleItem()["consumerInputs"]!["resourceDetailsToSend"]!.GetValue<string>().ShouldBe("all");

        await PushAsync();
        await HealthIsAsync("working");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_link_whose_time_is_over_says_so_and_a_form_that_was_open_does_nothing()
    {
        await CreateAsync("reader");
        await Page.GetByTestId("administrator-link-make").ClickAsync();
        var link = (await Page.GetByTestId("administrator-link").TextContentAsync()).ShouldNotBeNull().Trim();
        var administrator = await OpenAsync();
        await administrator.GotoAsync(new Uri(link).AbsolutePath);
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "open");
        ExpectsConsoleErrors = true; // What has ended is answered with 410.

        await ExpireLinksAsync();
        await administrator.GetByTestId("ask-token").FillAsync(World.Token("full"));
        await administrator.GetByTestId("ask-create").ClickAsync();

        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "expired");
        await Expect(administrator.GetByText("This link has expired.")).ToBeVisibleAsync();
        await Expect(administrator.GetByTestId("ask-create")).ToHaveCountAsync(0);
        (await administrator.ReloadAsync())!.Status.ShouldBe(410);
        (await ListAsync()).ShouldBeEmpty();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _wire.Dispose();
    }

    private protected override async Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Nobody leaves somebody else's world.");
        return await StartOwnAsync();
    }

    private async Task CreateAsync(string token)
    {
        var check = await Wizard.PassCheckAsync(World, "Watched", "DefaultCollection", token);
        await check.ContinueAsync();
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await Page.ArriveAtAsync("review");
        await Wizard.Review.Create.ClickAsync();
        await Page.ArriveAtAsync("done");
        _wire.DefaultRequestHeaders.Authorization = EmulatorClient.Basic(World.Token("full"));
    }

    /// <summary>Harms the one webhook, opens the page anew, presses <i>Repair</i>, and holds that it delivers again.</summary>
    private async Task RepairAfterAsync(string problem, Func<JsonObject, Task> harm, Func<JsonObject, Task>? before = null)
    {
        var hook = (await ListAsync()).ShouldHaveSingleItem();
        await harm(hook);
        await Page.ReloadAsync();
        await HealthIsAsync("broken");
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", problem);
        await Expect(Page.Locator("body")).Not.ToContainTextAsync("hush");
        await (before?.Invoke(hook) ?? Task.CompletedTask);

        await Page.GetByTestId("profile-repair").ClickAsync();

        await HealthIsAsync("working");
        (await ListAsync()).ShouldHaveSingleItem()["status"]!.GetValue<string>().ShouldBe("enabled");
        var title = await PushAsync();
        await Expect(Page.GetByTestId("profile-event").First).ToContainTextAsync(title);
    }

    private Task HealthIsAsync(string health) =>
        Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", health, WaitTimeout);

    private async Task StatusIsAsync(string status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while ((await ListAsync()).ShouldHaveSingleItem()["status"]!.GetValue<string>() != status)
            await Task.Delay(100, limit.Token);
    }

    private async Task<List<JsonObject>> ListAsync() =>
        [.. (await _wire.GetFromJsonAsync<JsonObject>(Wire(), Cancel))!["value"]!.AsArray().Select(one => one!.AsObject())];

    private async Task EditAsync(JsonObject hook, string input, string value)
    {
        var edited = hook.DeepClone().AsObject();
        edited["consumerInputs"]![input] = value;
        using var answer = await _wire.PutAsJsonAsync(Wire("/" + hook["id"]), edited, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private Uri Wire(string rest = "") => new(World.Url, $"/DefaultCollection/_apis/hooks/subscriptions{rest}?api-version=7.1");

    private async Task ActAsync(JsonObject hook, string action)
    {
        var person = hook["createdBy"]!["uniqueName"]!.GetValue<string>();
        using var answer = await _wire.PostAsJsonAsync(new Uri(World.Url, $"/_emulator/world/-/subscriptions/{hook["id"]}/{action}"), new { person }, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<string> PushAsync()
    {
        var title = $"Turn the antenna {Guid.NewGuid():N}";
        await Wizard.Profile.PushAsync(title);
        return title;
    }

    /// <summary>The first poll only records what is there.</summary>
    private async Task PolledAsync()
    {
        await using var store = await OpenStoreAsync();
        await using var command = store.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM polls";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while ((long)(await command.ExecuteScalarAsync(limit.Token))! == 0)
            await Task.Delay(50, limit.Token);
    }

    private async Task<SqliteConnection> OpenStoreAsync()
    {
        var store = new SqliteConnection($"Data Source={Path.Combine(OwnProduct!.Folder, "connectwizard.db")};Pooling=False");
        await store.OpenAsync(Cancel);
        return store;
    }

    private async Task ExpireLinksAsync()
    {
        await using var store = await OpenStoreAsync();
        await using var command = store.CreateCommand();
        command.CommandText = "UPDATE administrator_links SET expires_at = 1";
        (await command.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
    }
}
