using ConnectWizard.Browser.Pages;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser.Walk;

/// <content>The end of the wizard, and what is there afterwards.</content>
internal sealed partial class PageWalk
{
    /// <summary>As long as a name may be, and written from right to left.</summary>
    private static readonly string LongName = string.Concat(Enumerable.Repeat("מערכת בקרת טיסה לנחיתה רכה ", 3))[..64].TrimEnd();

    public async Task VisitReviewAsync()
    {
        var review = await Wizard.Picker.ChooseAsync("gnc-core");
        await Expect(page.GetByTestId("review-trigger-source-polling")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "review", review.Create);
        await review.Branch.FillAsync("nowhere");
        await review.ProfileName.FillAsync("");
        await review.Create.ClickAsync();
        await Expect(page.GetByTestId("field-error-profile-name")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "review errors", review.Create);
        await review.Branch.FillAsync("main");
        await review.ProfileName.FillAsync("Guidance nightly");
        await review.Create.ClickAsync();
        await page.ArriveAtAsync("done");
        await Expect(page.GetByTestId("profile-webhook-health")).ToHaveAttributeAsync("data-health", "working", UntilTold);
        await visitor.VisitAsync(page, "done", page.GetByTestId("done-profile-link"));
    }

    public async Task VisitProfileAsync()
    {
        await page.GetByTestId("done-profile-link").ClickAsync();
        await page.ArriveAtAsync("profiles");
        await Expect(page.GetByTestId("profile-webhook-health")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "profile new", page.GetByTestId("profile-start-build"));
        await Wizard.Profile.PushAsync("Land softly");
        await Expect(page.GetByTestId("profile-event").First).ToContainTextAsync("Land softly", new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("build-row").First).ToHaveAttributeAsync("data-state", "accepted", UntilTold);
        await visitor.VisitAsync(page, "profile");
        foreach (var tab in (string[])["Events", "Builds", "Triggers", "Settings"])
        {
            await Wizard.Profile.OpenTabAsync(tab);
            await visitor.VisitAsync(page, $"profile {tab.ToLowerInvariant()}");
        }

        await page.GetByTestId("profile-delete").ClickAsync();
        await Expect(page.GetByTestId("confirm-name")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "profile delete");
        await OpenAsync("/demo/builds");
        await visitor.VisitAsync(page, "demo builds");
    }

    public async Task VisitConnectionAsync()
    {
        await VisitLongNamesAsync();
        await OpenAsync("/");
        await Expect(page.GetByTestId("connection-row")).ToHaveCountAsync(2);
        await visitor.VisitAsync(page, "dashboard", page.GetByTestId("connect-start"));
        await page.Locator("[data-testid=connection-row][data-name=SpaceTech] a").First.ClickAsync();
        await page.ArriveAtAsync("connections");
        await visitor.VisitAsync(page, "connection", page.GetByTestId("connection-menu"));
        await VisitAuditAsync();
        await VisitNotificationsAsync();
        await ChooseAsync("connection-rename", "connection rename", page.GetByRole(AriaRole.Textbox).First);
        await ChooseAsync("connection-rotate", "connection replace token", page.GetByTestId("rotate-token"));
        await TryTokenAsync("reader", "connection dry run");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try another" }).ClickAsync();
        await TryTokenAsync("full", "connection dry run works");
        await page.GetByTestId("dryrun-apply").ClickAsync();
        await Expect(page.GetByTestId("dryrun-undo")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "connection replaced", page.GetByTestId("dryrun-undo"));
        await page.GetByTestId("dryrun-undo").ClickAsync();
        await Expect(Ended).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByTestId("dryrun-undo")).ToHaveCountAsync(0);
        await ChooseAsync("connection-address", "connection address", page.GetByTestId("address-submit"));
        await ChooseAsync("profiles-move", "connection move profiles", page.GetByTestId("move-target").First);
        await page.GetByTestId("move-try").First.ClickAsync();
        await Expect(page.GetByTestId("dryrun-row").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.VisitAsync(page, "connection move dry run");
        await ChooseAsync("connection-delete", "connection delete", page.GetByTestId("confirm-name"));
        await page.ReloadAsync();
        await ChooseAsync("connection-check", "connection checked", Ended);
    }

    /// <summary>There is no mail server: the question whether the address wants them waits.</summary>
    private async Task VisitNotificationsAsync()
    {
        await page.GetByTestId("recipient-address").FillAsync("ada@elsewhere.example");
        await page.GetByTestId("recipient-add").ClickAsync();
        await Expect(page.GetByTestId("field-error-recipient")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "connection recipient refused");
        await page.GetByTestId("recipient-address").FillAsync("ada@spacetech.example");
        await page.GetByTestId("recipient-add").ClickAsync();
        await Expect(page.GetByTestId("recipient-row")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "connection recipient");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sent notifications" }).ClickAsync();
        await Expect(page.GetByTestId("notification-row").First).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "notifications");
        await page.GoBackAsync();
        await page.ArriveAtAsync("connections");
    }

    private async Task VisitAuditAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "See all in the audit trail" }).ClickAsync();
        await Expect(page.GetByTestId("audit-state")).ToHaveAttributeAsync("data-state", "verified");
        await Expect(page.GetByTestId("audit-row").First).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "audit", page.GetByTestId("audit-export"));
        await page.GoBackAsync();
        await page.ArriveAtAsync("connections");
    }

    private async Task TryTokenAsync(string token, string state)
    {
        await page.GetByTestId("rotate-token").FillAsync(world.Token(token));
        await page.GetByTestId("rotate-submit").ClickAsync();
        await Expect(page.GetByTestId("dryrun-row").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.VisitAsync(page, state, page.GetByTestId("dryrun-apply"));
    }

    /// <summary>Names as long as they come, and from right to left.</summary>
    private async Task VisitLongNamesAsync()
    {
        await StartCheckAsync("https://next.spacetech.example", "Long Names", name: LongName);
        await Wizard.Check.ShouldPassAsync();
        await visitor.VisitAsync(page, "check long names", Verdict, Wizard.Check.Continue);
        var picker = await Wizard.Check.ContinueAsync();
        await Expect(picker.Count).ToHaveAttributeAsync("data-complete", "true");
        await visitor.VisitAsync(page, "picker long names");
        await page.Locator("[data-testid=repo-row][data-repo^=guidance]").ClickAsync();
        await page.ArriveAtAsync("review");
        await Expect(page.GetByTestId("review-trigger-source-polling")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "review long names", Wizard.Review.Create);
        await Wizard.Review.CreateAndOpenAsync();
        await Expect(page.GetByTestId("profile-webhook-health")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "profile long names", page.GetByTestId("profile-start-build"));
    }

    /// <summary>From the dashboard of a demo that is setting its samples up.</summary>
    public async Task VisitSamplesAsync()
    {
        await Expect(page.Locator("[data-testid=connection-row][data-name='SpaceTech Labs']")).ToHaveAttributeAsync("data-health", "failed", UntilTold);
        await Expect(page.GetByTestId("demo-seeding")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await visitor.VisitAsync(page, "dashboard samples", page.GetByTestId("attention"));
        await page.GetByTestId("tour-start").ClickAsync();
        await Expect(page.GetByTestId("tour")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "tour");
        await page.GetByTestId("tour-end").ClickAsync();
        await page.Locator("[data-testid=connection-row][data-name='Endurance tests'] a").First.ClickAsync();
        await page.ArriveAtAsync("connections");
        await page.GetByTestId("expiry-change").ClickAsync();
        await page.GetByTestId("change-expiry").SelectOptionAsync("30");
        await visitor.VisitAsync(page, "connection token expires", page.GetByTestId("health-row").First);
        await page.GotoAsync(new Uri(new Uri(page.Url), "/").AbsoluteUri);
        await page.GetByTestId("attention").GetByRole(AriaRole.Link, new() { Name = "Repair:" }).ClickAsync();
        await page.ArriveAtAsync("profiles");
        await Expect(page.GetByTestId("profile-repair")).ToBeEnabledAsync();
        await visitor.VisitAsync(page, "profile webhook broken", page.GetByTestId("profile-repair"));
        await page.GotoAsync(new Uri(new Uri(page.Url), "/").AbsoluteUri);
        await page.GetByTestId("attention").GetByRole(AriaRole.Link, new() { Name = "Sign in again: SpaceTech Labs" }).ClickAsync();
        await Expect(page.GetByTestId("connection-signin")).ToBeVisibleAsync();
        await visitor.VisitAsync(page, "connection sign-in needed");
        await page.GotoAsync(new Uri(new Uri(page.Url), "/demo/builds").AbsoluteUri);
        await page.GetByTestId("demo-reset").ClickAsync();
        await Expect(page.GetByTestId("confirm")).ToBeEnabledAsync();
        await visitor.VisitAsync(page, "demo reset");
    }

    public async Task VisitAdministratorAsync(IPage administrator)
    {
        await PageJudge.WatchAsync(administrator.Context);
        await CreateAsync("Asking", "DefaultCollection", "reader", goesOn: false);
        await page.GetByTestId("administrator-link-make").ClickAsync();
        var link = (await page.GetByTestId("administrator-link").TextContentAsync()).ShouldNotBeNull().Trim();
        await visitor.VisitAsync(page, "done with a link");
        await administrator.GotoAsync(new Uri(link).AbsolutePath);
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "open");
        await visitor.VisitAsync(administrator, "administrator");
        await administrator.GetByTestId("ask-token").FillAsync(world.Token("reader"));
        await administrator.GetByTestId("ask-create").ClickAsync();
        await Expect(administrator.GetByTestId("problem")).ToBeVisibleAsync();
        await visitor.VisitAsync(administrator, "administrator refused");
        await administrator.GetByTestId("ask-token").FillAsync(world.Token("full"));
        await administrator.GetByTestId("ask-create").ClickAsync();
        await Expect(administrator.GetByTestId("ask")).ToHaveAttributeAsync("data-state", "used");
        await visitor.VisitAsync(administrator, "administrator used");
    }

    /// <summary>Opens the connection's menu, presses an entry, and waits for what it opens.</summary>
    private async Task ChooseAsync(string entry, string state, ILocator ready)
    {
        await page.GetByTestId("connection-menu").ClickAsync();
        await Expect(page.GetByTestId(entry)).ToBeVisibleAsync();
        if (entry == "connection-rename")
            await visitor.VisitAsync(page, "connection menu");

        await page.GetByTestId(entry).ClickAsync();
        await Expect(ready).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.VisitAsync(page, state);
    }

    private async Task CreateAsync(string name, string collection, string token, bool goesOn = true)
    {
        await StartCheckAsync(DemoWorld.Server, collection, token, name);
        await Wizard.Check.ShouldPassAsync();
        await Wizard.Check.ContinueAsync();
        await page.Locator("[data-testid=repo-row][data-selectable=true]").First.ClickAsync();
        await page.ArriveAtAsync("review");
        await Wizard.Review.Create.ClickAsync();
        await page.ArriveAtAsync("done");
        if (goesOn)
            await page.GetByTestId("done-profile-link").WaitForAsync();
    }
}
