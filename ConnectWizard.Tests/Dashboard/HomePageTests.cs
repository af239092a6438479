using Bunit;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.Components;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard;

public sealed class HomePageTests : PageContext
{
    public HomePageTests() => SetRendererInfo(new RendererInfo("Server", isInteractive: true));

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void However_many_profiles_there_are_each_store_is_read_once()
    {
        BuildProfile[] profiles = [.. Enumerable.Range(0, 10).Select(number => Samples.Profile($"Profile {number}") with { Connection = Connection.Id })];
        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs([Connection]);
        ProfilesAre(profiles);
        Webhooks.ListAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(
            profiles.ToDictionary(profile => profile.Id, _ => new WebhookSummary(WebhookHealth.Working, null, null, null, CanRepair: false)));
        foreach (var substitute in new object[] { Connections, Profiles, Webhooks, Builds })
            substitute.ClearReceivedCalls();

        var page = Render<HomePage>();

        page.FindAll("[data-testid=connection-row] li").Count.ShouldBe(6);
        page.FindAll("[data-testid=connection-row] li .status").Count.ShouldBe(5);
        new object[] { Connections, Profiles, Webhooks, Builds }.ShouldAllBe(store => store.ReceivedCalls().All(call => store.ReceivedCalls().Count(other => other.GetMethodInfo() == call.GetMethodInfo()) == 1));
    }

    [Fact]
    public async Task A_page_that_is_left_while_it_reads_ends_quietly()
    {
        var reading = new TaskCompletionSource<IReadOnlyList<Connection>>();
        var next = new TaskCompletionSource<CancellationToken>();
        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs(reading.Task);
        Profiles.CountAsync(default, Cancellation).ReturnsForAnyArgs(call =>
        {
            next.SetResult(call.Arg<CancellationToken>());
            return [];
        });
        Render<HomePage>();

        await DisposeComponentsAsync();
        reading.SetResult([Connection]);

        // A token that is read from a disposed source throws, and the next read never begins.
        (await next.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Names_stand_in_the_order_in_which_people_count()
    {
        ConnectionsAre(WithName("Werk 10"), WithName("Werk 2"), WithName("werk 1"));
        ShownNames(Render<HomePage>()).ShouldBe(["werk 1", "Werk 2", "Werk 10"]);
    }

    [Fact]
    public async Task Connections_are_filtered_by_health_and_by_a_part_of_the_name()
    {
        ConnectionsAre(WithName("Werk 1", ConnectionHealth.Good), WithName("Werk 2", ConnectionHealth.Failed), WithName("Labor", ConnectionHealth.Failed));
        var page = Render<HomePage>();

        await page.ClickAsync("[data-testid=filter-failed]");
        ShownNames(page).ShouldBe(["Labor", "Werk 2"]);

        await page.Part("connection-filter").InputAsync("WERK");
        await page.WaitForAssertionAsync(() => ShownNames(page).ShouldBe(["Werk 2"]));
        page.Find("p[role=status]").TextContent.ShouldBe("1 of 3 connections shown");
    }

    [Fact]
    public async Task Many_connections_come_in_parts_and_the_filter_finds_those_not_shown_yet()
    {
        ConnectionsAre([.. Enumerable.Range(1, 25).Select(number => WithName($"Werk {number}"))]);
        var page = Render<HomePage>();
        ShownNames(page).Count().ShouldBe(10);

        await page.Part("connection-filter").InputAsync("Werk 25");
        await page.WaitForAssertionAsync(() => ShownNames(page).ShouldBe(["Werk 25"]));
        await page.Part("connection-filter").InputAsync("");
        await page.WaitForAssertionAsync(() => ShownNames(page).Count().ShouldBe(10));

        await page.ClickAsync("[data-testid=connections-more]");
        page.Part("connections-more").TextContent.ShouldContain("5 left");
        await page.ClickAsync("[data-testid=connections-more]");
        (ShownNames(page).Count(), page.Has("connections-more")).ShouldBe((25, false));
    }

    [Fact]
    public async Task Builds_are_read_of_the_rows_that_are_shown()
    {
        ConnectionsAre([.. Enumerable.Range(1, 40).Select(number => WithName($"Werk {number}"))]);
        var connections = await Connections.ListAsync(default, Cancellation);
        var profiles = connections.SelectMany(connection => Enumerable.Range(0, 12).Select(_ => Samples.Profile() with { Id = ProfileId.New(), Connection = connection.Id })).ToList();
        ProfilesAre(profiles);
        var page = Render<HomePage>();

        await page.Part("connection-filter").InputAsync("Werk 40");
        await page.WaitForAssertionAsync(() => ShownNames(page).ShouldBe(["Werk 40"]));

        Builds.ReceivedCalls().Select(call => call.GetArguments()).Select(arguments => arguments.OfType<IReadOnlyList<ProfileId>>().SingleOrDefault()?.Count)
            .Where(count => count is not null).ShouldBe([50, 5]);
    }

    [Fact]
    public void A_connection_with_many_profiles_leads_to_the_rest()
    {
        BuildProfile[] profiles = [.. Enumerable.Range(0, 12).Select(number => Samples.Profile($"Profile {number}") with { Connection = Connection.Id })];
        ConnectionsAre(Connection);
        ProfilesAre(profiles);
        var rows = Render<HomePage>().FindAll("[data-testid=connection-row] li");
        (rows.Count, rows[^1].TextContent.Trim()).ShouldBe((6, "7 more build profiles"));
        rows[^1].QuerySelector("a")!.GetAttribute("href").ShouldBe($"/connections/{Connection.Id}");
    }

    [Fact]
    public void Connections_of_one_name_share_a_card()
    {
        ConnectionsAre(WithName("Werk 1"), WithName("Labor"), WithName("Werk 1"));
        var page = Render<HomePage>();
        page.FindAll("section h2").Select(heading => heading.TextContent).ShouldBe(["Labor", "Werk 1"]);
        page.FindAll("section[aria-label='Werk 1'] [data-testid=connection-row]").Count.ShouldBe(2);
    }

    [Fact]
    public void The_last_builds_of_a_profile_are_marks_with_words()
    {
        ConnectionsAre(Connection);
        ProfilesAre(Profile!);
        Builds.ListRecentAsync(default!, default!, default, Cancellation).ReturnsForAnyArgs(
            [Recent(BuildState.Failed), Recent(BuildState.Accepted), Recent(BuildState.Accepted)]);
        Render<HomePage>().Find("svg[role=img] title").TextContent.ShouldBe("Last 3 builds: 1 failed, 2 accepted");
    }

    [Theory]
    [InlineData(CredentialType.Person, "Sign in again")]
    [InlineData(CredentialType.Secret, "Replace it")]
    public void An_application_is_not_asked_to_sign_in(CredentialType kind, string action)
    {
        ConnectionsAre(WithName("Werk 1", ConnectionHealth.Failed) with { LastProblem = ProblemCode.SignInAgain, CredentialType = kind });

        Render<HomePage>().Part("attention").QuerySelector("a")!.TextContent.Trim().ShouldBe(action);
    }

    [Fact]
    public void What_needs_a_person_is_told_on_top_with_a_way_there()
    {
        ConnectionsAre(WithName("Werk 1", ConnectionHealth.Failed), Connection);
        ProfilesAre(Profile!);
        Webhooks.ListAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Dictionary<ProfileId, WebhookSummary>
        {
            [Profile!.Id] = new(WebhookHealth.Broken, null, null, null, CanRepair: true),
        });
        Webhooks.ListBrokenAsync(default!, Cancellation).ReturnsForAnyArgs([Profile!]);
        var banner = Render<HomePage>().Part("attention");
        banner.TextContent.ShouldStartWith("2 things need you");
        banner.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!.Split('/')[1]).ShouldBe(["connections", "profiles"]);
    }

    [Fact]
    public void Credentials_that_end_are_told_by_urgency_each_with_what_to_do()
    {
        ConnectionsAre(
            Ending("Werk 1", 31, CredentialType.Token),
            Ending("Werk 2", 30, CredentialType.Certificate),
            Ending("Werk 3", -2, CredentialType.Token),
            Ending("Werk 4", 7, CredentialType.Person) with { Target = Samples.Cloud.TargetOf("spacetech") });

        var page = Render<HomePage>();

        var items = page.Part("attention").QuerySelectorAll("li");
        items.Select(item => item.QuerySelector("span")!.TextContent.Split('(')[0].Trim()).ShouldBe(["“Werk 3”: Token ended 2 days ago", "“Werk 4”: Sign-in ends in 7 days", "“Werk 2”: Certificate ends in 30 days"]);
        items.Select(item => item.QuerySelector("a")!.TextContent.Trim()).ShouldBe(["Replace token", "Sign in again", "Replace it"]);
        page.FindAll("[data-testid=expiry]").Select(note => note.GetAttribute("data-days")).ShouldBe(["31", "30", "-2", "7"]);

        Connection Ending(string name, int days, CredentialType kind) =>
            WithName(name, ConnectionHealth.Good) with { CredentialType = kind, Expiry = CredentialExpiry.OfDay(CredentialExpiry.DayOf(DateTimeOffset.UtcNow, null).AddDays(days)) };
    }

    [Fact]
    public void A_token_that_does_not_work_leads_to_the_field_for_another()
    {
        var failed = Connection with { Health = ConnectionHealth.Failed, LastProblem = ProblemCode.TokenExpired };
        ConnectionsAre(failed);

        Render<HomePage>().Part("attention").QuerySelector("a")!.GetAttribute("href").ShouldBe($"/connections/{failed.Id}?replace=token");
    }

    [Fact]
    public async Task A_connection_with_a_broken_webhook_says_so_and_is_found_by_its_warning()
    {
        ConnectionsAre(Connection, WithName("Werk 1"));
        ProfilesAre(Profile!);
        Webhooks.ListAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Dictionary<ProfileId, WebhookSummary>
        {
            [Profile!.Id] = new(WebhookHealth.Broken, null, null, null, CanRepair: true),
        });
        Webhooks.ListBrokenAsync(default!, Cancellation).ReturnsForAnyArgs([Profile!]);
        var page = Render<HomePage>();

        await page.ClickAsync("[data-testid=filter-warning]");

        var row = page.FindAll("[data-testid=connection-row]").ShouldHaveSingleItem();
        (row.GetAttribute("data-name"), row.GetAttribute("data-health")).ShouldBe((Connection.Name, "warning"));
        row.QuerySelector(".status")!.TextContent.ShouldBe("Webhook broken");
    }

    [Fact]
    public void The_last_event_is_that_of_a_profile_and_no_test_of_its_webhooks()
    {
        ConnectionsAre(Connection);
        ProfilesAre(Profile!);
        Webhooks.ListAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Dictionary<ProfileId, WebhookSummary>
        {
            [Profile!.Id] = new(WebhookHealth.Working, null, LastDeliveryAt: DateTimeOffset.UtcNow, null, CanRepair: false),
        });
        Render<HomePage>().Part("connection-row").TextContent.ShouldNotContain("Last event");

        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs([Connection with { LastEventAt = DateTimeOffset.UnixEpoch }]);
        Render<HomePage>().Part("connection-row").TextContent.ShouldContain("Last event 1970-01-01");
    }

    [Fact]
    public async Task An_unfinished_draft_is_discarded_with_a_receipt()
    {
        ConnectionsAre();
        ConnectionDraft[] drafts = [Samples.Draft("Werk 1"), Samples.Draft("Labor")];
        Drafts.ListUnfinishedAsync(default(Actor)!, Cancellation).ReturnsForAnyArgs(drafts);
        var page = Render<HomePage>();

        await page.FindAll("[data-testid=draft-discard]")[0].ClickAsync(new());

        await Drafts.Received().DropAsync(drafts[0].Id, Samples.Owner, Arg.Any<CancellationToken>());
        page.FindAll("[data-testid=draft-row]").ShouldHaveSingleItem().TextContent.ShouldContain("Labor");
        page.Part("draft-discarded").TextContent.ShouldStartWith("“Werk 1” was discarded");
    }

    [Fact]
    public void Without_connections_both_kinds_are_explained()
    {
        ConnectionsAre();
        var page = Render<HomePage>();
        page.FindAll("h3").Select(heading => heading.TextContent).ShouldBe(["Azure DevOps Services", "Azure DevOps Server"]);
        (page.Has("connect-start"), page.Has("connection-filter")).ShouldBe((true, false));
    }

    private static IEnumerable<string?> ShownNames(IRenderedComponent<HomePage> page) =>
        page.FindAll("[data-testid=connection-row]").Select(row => row.GetAttribute("data-name"));

    private static Connection WithName(string name, ConnectionHealth health = ConnectionHealth.Good) =>
        Samples.Connection(CredentialId.New(), name) with { Health = health };

    private RecentBuild Recent(BuildState state) => new(Profile!.Id, state, DateTimeOffset.UnixEpoch);

    private void ConnectionsAre(params Connection[] connections)
    {
        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs(connections);
        ProfilesAre();
    }
}
