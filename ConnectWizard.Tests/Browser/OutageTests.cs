using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The folder of the database is away for a while, as a volume is that somebody unmounts; and a node dies while somebody types.</summary>
public sealed class OutageTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private string Volume => Path.Combine(OwnProduct!.Folder, "volume");

    [Fact]
    public async Task Fields_left_during_an_outage_are_stored_when_it_is_over_and_pages_open_again()
    {
        ExpectsConsoleErrors = true;
        var form = await Wizard.StartServerAsync();
        await form.Name.FillAsync("Before");
        var second = await Page.Context.NewPageAsync();
        Directory.Move(Volume, Volume + ".away");
        try
        {
            await form.ServerUrl.FillAsync("https://typed.example");
            await form.Collection.FocusAsync();
            await Expect(Page.GetByTestId("not-stored")).ToContainTextAsync("Server URL");
            await second.GotoAsync(Page.Url);
            await Expect(second.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "database-unavailable");
        }
        finally
        {
            Directory.Move(Volume + ".away", Volume);
        }

        await Expect(Page.GetByTestId("all-stored")).ToBeVisibleAsync();
        await Expect(second.GetByTestId("server-url")).ToBeVisibleAsync();
        await second.ReloadAsync();
        await Expect(second.GetByTestId("server-url")).ToHaveValueAsync("https://typed.example");
        await Expect(form.ServerUrl).ToHaveValueAsync("https://typed.example");
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_page_that_is_opened_in_the_circuit_during_an_outage_comes_by_itself()
    {
        await Page.GotoAsync("/check");
        await Expect(Page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        Directory.Move(Volume, Volume + ".away");
        try
        {
            await Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Connections", Exact = true }).ClickAsync();
            await Expect(Page.GetByTestId("outage")).ToBeVisibleAsync();
        }
        finally
        {
            Directory.Move(Volume + ".away", Volume);
        }

        await Expect(Page.GetByTestId("connect-start")).ToBeVisibleAsync();
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_node_that_dies_takes_little_of_what_is_being_typed_and_the_token_is_said_to_be_needed_again()
    {
        ExpectsConsoleErrors = true;
        var form = await Wizard.StartServerAsync();
        await form.Token.FillAsync(World.Token("full"));
        await form.Name.PressSequentiallyAsync("Half a na");
        var second = await Page.Context.NewPageAsync();
        await second.GotoAsync(Page.Url);
        for (var reload = 0; reload < 50 && await second.GetByTestId("server-name").InputValueAsync() != "Half a na"; reload++)
            await second.ReloadAsync();
        await second.CloseAsync();

        OwnProduct = await OwnProduct!.KillAndStartAgainAsync(Cancel);

        await Expect(Page.GetByTestId("token-forgotten")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(form.Name).ToHaveValueAsync("Half a na");
        await Expect(form.Token).ToHaveValueAsync("");
        OwnProduct.Log.ShouldNotContain(World.Token("full"));
    }

    private protected override Task<Uri> StartAsync()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("APP_URL") is { Length: > 0 }, "Somebody else's disk is not taken away.");
        var folder = Directory.CreateTempSubdirectory("connectwizard-outage-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "volume"));
        return StartOwnAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Store__ConnectionString"] = $"Data Source={Path.Combine(folder, "volume", "connectwizard.db")};Pooling=False",
        }, folder);
    }
}
