using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>From a push in the emulated world to the page, to the build system, and to an administrator who has the right that somebody lacks.</summary>
public sealed class WebhookTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    /// <summary>Where no other test makes profiles with this account: those on one repository share its webhooks.</summary>
    private const string Collection = "Bodenstation München";

    private static readonly LocatorAssertionsToHaveAttributeOptions WaitTimeout = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_push_is_on_the_open_page_at_once_and_reaches_the_build_system_with_a_valid_signature()
    {
        await CreateAsync("Pushed", Collection, "full", repository: 0);
        await OpenProfileAsync("working");

        var title = $"Land softly {Guid.NewGuid():N}";
        await Wizard.Profile.PushAsync(title);

        await Expect(Page.GetByTestId("profile-event").First).ToContainTextAsync(title);
        await Expect(Page.GetByTestId("build-row").First).ToContainTextAsync(title);
        await Expect(Page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted", WaitTimeout);
        await Page.GotoAsync("/demo/builds");
        var row = Page.GetByTestId("demo-build").Filter(new() { HasText = title }).First;
        await Expect(row).ToHaveAttributeAsync("data-signature", "valid");
    }

    [Fact]
    public async Task A_build_is_started_by_hand_and_an_unknown_branch_is_told_at_its_field()
    {
        await CreateAsync("By hand", Collection, "full", repository: 1);
        await OpenProfileAsync("working");
        await Page.GetByTestId("profile-start-build").ClickAsync();
        await Expect(Page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted", WaitTimeout);
        await Page.GetByTestId("start-branch").FillAsync("nowhere");
        await Page.GetByTestId("profile-start-build").ClickAsync();
        await Expect(Page.GetByTestId("field-error-branch")).ToContainTextAsync("There is no branch nowhere");
    }

    [Fact]
    public async Task A_profile_is_deleted_with_its_webhooks_and_a_receipt()
    {
        await CreateAsync("Removed", Collection, "full", repository: 2);
        await OpenProfileAsync("working");
        await Wizard.Profile.OpenTabAsync("Settings");
        await Page.GetByTestId("profile-delete").ClickAsync();
        await Page.GetByTestId("confirm-name").FillAsync(await Wizard.Profile.Name.InnerTextAsync());
        await Page.GetByTestId("confirm").ClickAsync();
        await Expect(Page.GetByTestId("removal-receipt")).ToContainTextAsync("Webhooks deleted in Azure DevOps: 1");
        await Expect(Page.GetByTestId("left-hook")).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_profile_that_polls_is_switched_to_webhooks()
    {
        await CreateAsync("Polled", Collection, "full", repository: 3, news: "polling");
        await OpenProfileAsync("polling");
        await Wizard.Profile.OpenTabAsync("Triggers");
        await Page.GetByTestId("profile-trigger-source-webhooks").ClickAsync();
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", WaitTimeout);
    }

    [Fact]
    public async Task An_administrator_creates_the_webhooks_by_a_link_and_the_waiting_page_goes_on_by_itself()
    {
        var administrator = await AskAsync(repository: 0);
        await ShouldBeAccessibleAsync(administrator);
        ExpectsConsoleErrors = true; // A refusal is answered with 422.
        await administrator.GetByTestId("ask-token").FillAsync(World.Token("reader"));
        await administrator.GetByTestId("ask-create").ClickAsync();
        await Expect(administrator.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "webhooks-not-allowed");
        await Expect(administrator.GetByTestId("ask-token")).ToHaveValueAsync("");

        await administrator.GetByTestId("ask-token").FillAsync(World.Token("full"));
        await administrator.GetByTestId("ask-create").ClickAsync();

        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "used");
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", WaitTimeout);
        await administrator.ReloadAsync();
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "used");
        await Expect(administrator.GetByTestId("ask-create")).ToHaveCountAsync(0);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task An_administrator_signs_in_at_a_link_comes_back_to_it_and_creates_the_webhooks()
    {
        ExpectsConsoleErrors = true; // The authorization server's own pages answer some of their requests with 401.
        await Wizard.Cloud.SignInAsync("bruno");
        await (await Wizard.Cloud.ChooseAsync("spacetech")).ShouldPassAsync();
        await Wizard.Check.ContinueAsync();
        await CreateAsync(repository: 0);
        var administrator = await OpenLinkAsync();
        var link = administrator.Url;

        await administrator.GetByTestId("ask-signin").ClickAsync();
        await new CloudModel(administrator).PickThereAsync("hedda");
        await Expect(administrator.GetByTestId("accept").Or(administrator.GetByTestId("ask-account"))).ToBeVisibleAsync();
        if (await administrator.GetByTestId("accept").IsVisibleAsync())
            await administrator.GetByTestId("accept").ClickAsync();
        await Expect(administrator).ToHaveURLAsync(link);
        await Expect(administrator.GetByTestId("ask-account")).ToHaveTextAsync("Create the webhooks on dev.azure.com as Hedda Brandt");
        await administrator.GetByTestId("ask-account").ClickAsync();

        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "used");
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", WaitTimeout);
    }

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_link_that_was_withdrawn_or_tampered_with_does_nothing()
    {
        var administrator = await AskAsync(repository: 1);
        var link = administrator.Url;
        ExpectsConsoleErrors = true; // What has ended is answered with 410, what never was with 404.
        await Page.GetByTestId("administrator-link-revoke").ClickAsync();
        await Page.GetByTestId("administrator-link-make").WaitForAsync();
        await administrator.GetByTestId("ask-token").FillAsync(World.Token("full"));
        await administrator.GetByTestId("ask-create").ClickAsync();
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "revoked");
        await administrator.GotoAsync(link[..^1] + (link[^1] == 'A' ? 'E' : 'A'));
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "unknown");
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "waiting");
    }

    /// <summary>A profile of somebody who may not create webhooks, and the page of their link in another browser.</summary>
    private async Task<IPage> AskAsync(int repository)
    {
        await CreateAsync("Asking", "Bodenstation München", "reader", repository);
        return await OpenLinkAsync();
    }

    private async Task<IPage> OpenLinkAsync()
    {
        await Page.GetByTestId("administrator-link-make").ClickAsync();
        var link = (await Page.GetByTestId("administrator-link").TextContentAsync()).ShouldNotBeNull().Trim();
        var administrator = await OpenAsync();
        await administrator.GotoAsync(new Uri(link).AbsolutePath);
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "open");
        return administrator;
    }

    private async Task CreateAsync(string name, string collection, string token, int repository, string? news = null)
    {
        var check = await Wizard.PassCheckAsync(World, name, collection, token);
        await check.ContinueAsync();
        await CreateAsync(repository, news);
    }

    private async Task CreateAsync(int repository, string? news = null)
    {
        await Page.Locator("[data-testid=repo-row][data-selectable=true]").Nth(repository).ClickAsync();
        await Page.ArriveAtAsync("review");
        if (news is not null)
            await Page.GetByTestId($"review-trigger-source-{news}").CheckAsync();

        await Wizard.Review.Create.ClickAsync();
        await Page.ArriveAtAsync("done");
    }

    private async Task OpenProfileAsync(string health)
    {
        await Page.GetByTestId("done-profile-link").ClickAsync();
        await Page.ArriveAtAsync("profiles");
        await Expect(Page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", health, WaitTimeout);
    }
}
