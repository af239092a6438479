using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard;

public sealed class ProfilePageTests : PageContext
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrives_is_shown_when_the_profile_signals_and_is_said_to_who_does_not_see_it()
    {
        var build = Build();
        var page = ShowProfile();
        page.FindAll("[data-testid=profile-event]").ShouldBeEmpty();

        (Arrived, Requested) = ([Event("main 01234567 Land softly", built: build.Id)], [build]);
        Signals.Changed(Profile!.Id);

        await page.WaitForAssertionAsync(() => page.Part("profile-event").TextContent.ShouldContain("Land softly"));
        page.TextOf("profile-events-announced").ShouldBe("New: Push, main 01234567 Land softly");
        page.Part("build-row").GetAttribute("data-state").ShouldBe("queued");
        page.Find("[data-testid=profile-event] a").GetAttribute("href").ShouldEndWith($"#build-{build.Id}");
    }

    [Fact]
    public void What_was_there_before_is_listed_in_its_order_and_not_said()
    {
        Arrived = [Event("second", "git.pullrequest.created"), Event("first", "unheard.of")];
        var page = ShowProfile();
        page.FindAll("[data-testid=profile-event]").Select(row => row.QuerySelector("strong")!.TextContent).ShouldBe(["second", "first"]);
        page.FindAll("[data-testid=profile-event] p.muted").Select(kind => kind.TextContent).ShouldBe(["Pull request opened · Ada Łovelace", "unheard.of · Ada Łovelace"]);
        page.TextOf("profile-events-announced").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WebhookHealth.Working, "working")]
    [InlineData(WebhookHealth.Waiting, "waiting")]
    [InlineData(WebhookHealth.Polling, "polling")]
    [InlineData(WebhookHealth.Broken, "broken")]
    [InlineData(WebhookHealth.None, "none")]
    public void The_health_of_the_webhooks_is_a_word(WebhookHealth health, string word)
    {
        WebhooksAre(health);
        ShowProfile().Part("profile-webhook-health").GetAttribute("data-health").ShouldBe(word);
    }

    [Fact]
    public async Task Whoever_opens_the_page_has_Azure_DevOps_asked_about_the_webhooks()
    {
        ShowProfile();
        await Webhooks.Received(1).CheckAsync(Arg.Any<Actor>(), Profile!, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_broken_webhook_says_what_is_wrong_and_is_repaired()
    {
        WebhooksAre(WebhookHealth.Broken, new Problem(ProblemCode.WebhookDisabledBySystem), canRepair: true);
        Webhooks.RepairAsync(default!, default!, Cancellation).ReturnsForAnyArgs(call =>
        {
            WebhooksAre(WebhookHealth.Waiting);
            return Result<WebhookSummary>.FromValue(new WebhookSummary(WebhookHealth.Waiting, null, null, null, CanRepair: false));
        });
        var page = ShowProfile();
        page.Part("problem").GetAttribute("data-code").ShouldBe("webhook-disabled-by-system");

        await page.ClickAsync("[data-testid=profile-repair]");

        page.Part("profile-webhook-health").GetAttribute("data-health").ShouldBe("waiting");
        (page.Has("problem"), page.Has("profile-repair")).ShouldBe((false, false));
    }

    [Fact]
    public async Task From_polling_it_is_switched_to_webhooks()
    {
        Profile = Profile! with { TriggerSource = TriggerSource.Polling };
        WebhooksAre(WebhookHealth.Polling);
        var page = ShowProfile();
        page.Markup.ShouldContain("every 2 minutes");

        OpenTab("triggers");
        await page.ClickAsync("[data-testid=profile-trigger-source-webhooks]");

        await Profiles.Received(1).ChangeTriggerSourceAsync(Profile.Workspace, Profile.Id, TriggerSource.Webhooks, Arg.Any<CancellationToken>());
        Webhooks.Received(1).RequestSync();
        page.Has("profile-trigger-source-polling").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_drafts_are_built_is_changed_with_the_triggers(bool triggerDrafts)
    {
        Profile = Profile! with { TriggerPullRequest = true, TriggerDrafts = !triggerDrafts };
        WebhooksAre(WebhookHealth.Working);
        var page = ShowProfile();
        page.Markup.Contains("drafts too", StringComparison.Ordinal).ShouldBe(!triggerDrafts);

        OpenTab("triggers");
        await page.ChangeAsync("profile-trigger-drafts", triggerDrafts);

        await Profiles.Received(1).ChangeTriggerDraftsAsync(Profile.Workspace, Profile.Id, triggerDrafts, Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whether_forks_are_built_is_changed_with_the_triggers(bool triggerForks)
    {
        Profile = Profile! with { TriggerPullRequest = true, TriggerForks = !triggerForks };
        WebhooksAre(WebhookHealth.Working);
        var page = ShowProfile();
        page.Markup.Contains("from forks too", StringComparison.Ordinal).ShouldBe(!triggerForks);

        OpenTab("triggers");
        await page.ChangeAsync("profile-trigger-forks", triggerForks);

        await Profiles.Received(1).ChangeTriggerForksAsync(Profile.Workspace, Profile.Id, triggerForks, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Deleting_shows_what_it_touches_and_then_what_was_removed_and_left()
    {
        Removal.DeleteProfileAsync(default!, default, Cancellation).ReturnsForAnyArgs(new RemovalReceipt("Nightly", ["Nightly"], CredentialRemoved: false,
        [
            new RemovedHook(HookKind.Push, "Bahn/Flüge planen", Guid.NewGuid(), Left: null),
            new RemovedHook(HookKind.PullRequestCreated, "Bahn/Flüge planen", Guid.NewGuid(), new Problem(ProblemCode.TokenRefused)),
        ]));
        OpenTab("settings");
        var page = ShowProfile();
        await page.ClickAsync("[data-testid=profile-delete]");
        page.Part("confirm").HasAttribute("disabled").ShouldBeTrue();
        await page.Part("confirm-name").InputAsync(Profile!.Name);
        page.Markup.ShouldContain("unless another profile on the same repository needs them");

        await page.ClickAsync("[data-testid=confirm]");

        page.TextOf("removed-hook").ShouldBe("Code pushed · Bahn/Flüge planen");
        page.TextOf("left-hook").ShouldContain(ProblemText.For(new Problem(ProblemCode.TokenRefused)).What);
    }

    [Fact]
    public async Task A_signal_while_it_is_deleted_does_not_take_the_receipt_away()
    {
        var deleting = new TaskCompletionSource<RemovalReceipt?>();
        Removal.DeleteProfileAsync(default!, default, Cancellation).ReturnsForAnyArgs(deleting.Task);
        OpenTab("settings");
        var page = ShowProfile();
        var id = Profile!.Id;
        await page.ClickAsync("[data-testid=profile-delete]");
        await page.Part("confirm-name").InputAsync(Profile.Name);
        var pressed = page.ClickAsync("[data-testid=confirm]");

        Profiles.ClearReceivedCalls();
        Profile = null;
        Signals.Changed(id);
        await page.WaitForAssertionAsync(() => Profiles.ReceivedCalls().ShouldNotBeEmpty());
        deleting.SetResult(new RemovalReceipt("Nightly", ["Nightly"], CredentialRemoved: false, []));
        await pressed;

        await page.WaitForAssertionAsync(() => page.TextOf("removal-receipt").ShouldContain("Nightly"));
    }

    [Theory]
    [InlineData(ProblemCode.TokenExpired, "?replace=token")]
    [InlineData(ProblemCode.TimedOut, "")]
    public void A_connection_that_does_not_work_is_told_with_the_way_to_it(ProblemCode code, string query)
    {
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(Connection with { Health = ConnectionHealth.Failed, LastProblem = code });

        ShowProfile().Part("profile-connection-problem").QuerySelector("a")!.GetAttribute("href").ShouldBe($"/connections/{Connection.Id}{query}");
    }

    [Fact]
    public void A_profile_that_is_gone_says_so()
    {
        Profile = null;
        ShowProfile().Find("h1").TextContent.ShouldBe("Build profile not found");
    }

    [Fact]
    public async Task A_profile_that_is_deleted_elsewhere_meanwhile_says_so()
    {
        var id = Profile!.Id;
        var page = ShowProfile();
        Profile = null;
        Signals.Changed(id);
        await page.WaitForAssertionAsync(() => page.Find("h1").TextContent.ShouldBe("Build profile not found"));
    }

    [Theory]
    [InlineData("events", "profile-event", 7)]
    [InlineData("builds", "build-row", 7)]
    [InlineData("unheard-of", "build-row", 5)]
    public void Each_tab_has_an_address_and_the_first_shows_the_last_five(string tab, string id, int shown)
    {
        Requested = [.. Enumerable.Range(0, 7).Select(_ => Build())];
        Arrived = [.. Enumerable.Range(0, 7).Select(number => Event($"push {number}"))];
        OpenTab(tab);
        ShowProfile().FindAll($"[data-testid={id}]").Count.ShouldBe(shown);
    }

    [Fact]
    public async Task A_press_on_a_tab_goes_to_its_address()
    {
        var page = ShowProfile();
        await page.FindAll("[role=tab]").Single(tab => tab.TextContent.Trim() == "Builds").ClickAsync();
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?tab=builds");
    }

    /// <summary>As MudTabs tells it when the circuit ends: it removes its panels one by one.</summary>
    [Fact]
    public async Task A_page_that_goes_away_opens_no_other_tab()
    {
        OpenTab("settings");
        var page = ShowProfile();
        var changed = page.FindComponent<MudTabs>().Instance.ActivePanelIndexChanged;
        var address = Services.GetRequiredService<NavigationManager>().Uri;

        await page.InvokeAsync(() => changed.InvokeAsync(-1));
        await page.InvokeAsync(() => changed.InvokeAsync(5));
        await page.Instance.DisposeAsync();
        await page.InvokeAsync(() => changed.InvokeAsync(0));

        Services.GetRequiredService<NavigationManager>().Uri.ShouldBe(address);
    }

    private void OpenTab(string tab) => Services.GetRequiredService<NavigationManager>().NavigateTo($"?tab={tab}");
}
