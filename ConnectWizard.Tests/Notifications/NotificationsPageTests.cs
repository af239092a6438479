using Bunit;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Dashboard;
using ConnectWizard.Profiles;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

public sealed class NotificationsPageTests : PageContext
{
    private readonly ManualTime _time = new();
    private readonly List<Notification> _sent = [];
    private readonly List<ConnectionId?> _asked = [];

    public NotificationsPageTests()
    {
        Sent.ListAsync(default, default, default, default).ReturnsForAnyArgs(call =>
        {
            _asked.Add(call.Arg<ConnectionId?>());
            return Found(call.ArgAt<int>(2));
        });
        Sent.RecordAsync(default!, default!, default).ReturnsForAnyArgs(call =>
        {
            _sent.AddRange(call.Arg<IReadOnlyList<Notification>>());
            return Task.CompletedTask;
        });
        Services.AddSingleton<TimeProvider>(_time);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void What_was_sent_is_listed_with_what_it_was_about_and_how_it_ended()
    {
        _sent.Add(New(NotificationKind.ConnectionFailed, NotificationState.Sent) with { Response = "Accepted by the mail server." });
        _sent.Add(New(NotificationKind.WebhooksBroken, NotificationState.Failed) with
        {
            Channel = NotificationChannel.Webhook,
            Address = null,
            Profile = ProfileId.New(),
            ProfileName = "Nightly <b>",
            Response = "Rejected by the receiver of notifications (HTTP 410).",
        });
        _sent.Add(New(NotificationKind.CredentialEnding, NotificationState.Queued) with { Attempts = 2, Response = "Not accepted by the mail server (451)." });

        var rows = Show().FindAll("[data-testid=notification-row]");

        rows.Select(row => (row.GetAttribute("data-kind"), row.GetAttribute("data-state"))).ShouldBe([("CredentialEnding", "queued"), ("WebhooksBroken", "failed"), ("ConnectionFailed", "sent")]);
        foreach (var part in (string[])["Credential ends soon", "Retrying", "Not accepted by the mail server (451).", "ada@spacetech.example"])
            rows[0].TextContent.ShouldContain(part);
        foreach (var part in (string[])["Webhooks broken", "Werk 1", "/ Nightly <b>", "Webhook", "Failed", "(HTTP 410)"])
            rows[1].TextContent.ShouldContain(part);
        foreach (var part in (string[])["Connection failed", "Sent", "Accepted by the mail server."])
            rows[2].TextContent.ShouldContain(part);
        rows[2].QuerySelector("a")!.GetAttribute("href").ShouldBe($"/connections/{Connection.Id}");
    }

    [Theory]
    [InlineData(NotificationState.Queued, "Mail can’t be sent at the moment. It is tried again for a day. Last attempt: No answer.")]
    [InlineData(NotificationState.Failed, "The last mail wasn’t sent, and isn’t tried again: No answer.")]
    [InlineData(NotificationState.Sent, null)]
    public void That_mail_fails_now_is_said_at_the_top(NotificationState state, string? words)
    {
        _sent.Add(New(NotificationKind.ConnectionFailed, NotificationState.Queued) with { Attempts = 1, Response = "Older.", CreatedAt = _time.GetUtcNow().AddHours(-1) });
        _sent.Add(New(NotificationKind.Test, state) with { Attempts = 1, Response = "No answer.", EndedAt = _time.GetUtcNow(), NextAttemptAt = _time.GetUtcNow() });

        var page = Show();

        page.FindAll("[data-testid=mail-failing]").Select(it => it.TextContent.Trim()).ShouldBe(words is null ? [] : [words]);
        page.FindAll("[data-testid=notification-row]")[0].TextContent.Contains("Next attempt:", StringComparison.Ordinal).ShouldBe(state == NotificationState.Queued);
    }

    [Fact]
    public void Each_kind_and_state_has_words()
    {
        foreach (var kind in Enum.GetValues<NotificationKind>())
            _sent.Add(New(kind, NotificationState.Sent));

        var page = Show();

        page.FindAll("[data-testid=notification-row]").Count.ShouldBe(Enum.GetValues<NotificationKind>().Length);
        page.Markup.ShouldNotContain("Kind.");
        page.Markup.ShouldNotContain("State.");
    }

    [Fact]
    public void The_audit_trail_has_the_same_words()
    {
        var (page, trail) = (new TextResource("ConnectWizard.Notifications.NotificationsPage"), new TextResource("ConnectWizard.Audit.AuditRows"));

        foreach (var kind in Enum.GetValues<NotificationKind>().Except([NotificationKind.Test, NotificationKind.Confirmation]))
            trail.Get($"Notification.{kind}").ShouldBe(page.Get($"Kind.{kind}"));
    }

    [Fact]
    public void Nothing_sent_is_said()
    {
        var page = Show();

        page.Markup.ShouldContain("No notifications yet.");
        page.Has("notification-older").ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_set_up_is_named_with_its_keys()
    {
        var page = Show();

        page.TextOf("notification-mail").ShouldBe("Not set up: set Mail:Host and Mail:From");
        page.TextOf("notification-webhook").ShouldBe("Not set up: set Notifications:Url and Notifications:Secret");
        page.Has("notification-test").ShouldBeFalse();
    }

    [Theory]
    [InlineData("spacetech.example", "Sent by mail.spacetech.example to addresses in spacetech.example")]
    [InlineData("*", "Sent by mail.spacetech.example to addresses in all domains")]
    public void What_is_set_up_is_named_by_host_alone(string domain, string words)
    {
        (Mail.Host, Mail.From, Mail.AllowedDomains) = ("mail.spacetech.example", "wizard@spacetech.example", [domain]);
        Operator.Url = "https://hooks.spacetech.example/secret-path";

        var page = Show();

        page.TextOf("notification-mail").ShouldBe(words);
        page.TextOf("notification-webhook").ShouldBe("Posted to hooks.spacetech.example");
        page.Markup.ShouldNotContain("secret-path");
    }

    [Fact]
    public void One_connection_is_asked_for_by_its_address()
    {
        Operator.Url = "https://hooks.spacetech.example";

        var page = Show($"?connection={Connection.Id}");

        _asked.ShouldAllBe(connection => connection == Connection.Id);
        page.Markup.ShouldContain("What was sent about Werk 1.");
        (page.Has("notification-mail"), page.Has("notification-test")).ShouldBe((false, false));
    }

    [Fact]
    public async Task Older_ones_are_shown_below()
    {
        for (var number = 0; number <= NotificationsPage.PageSize; number++)
            _sent.Add(New(NotificationKind.ConnectionFailed, NotificationState.Sent));
        var page = Show();
        page.FindAll("[data-testid=notification-row]").Count.ShouldBe(NotificationsPage.PageSize);

        await page.ClickAsync("[data-testid=notification-older]");

        page.FindAll("[data-testid=notification-row]").Count.ShouldBe(NotificationsPage.PageSize + 1);
        page.Has("notification-older").ShouldBeFalse();
    }

    [Fact]
    public async Task A_test_of_the_receiver_is_shown_at_once_and_followed_until_it_was_sent()
    {
        Operator.Url = "https://hooks.spacetech.example";
        var page = Show();

        var pressed = page.ClickAsync("[data-testid=notification-test]");

        await page.WaitForAssertionAsync(() => StateIn(page).ShouldBe("queued"));
        page.Part("notification-test").HasAttribute("disabled").ShouldBeFalse();
        _sent[0] = _sent[0] with { State = NotificationState.Sent, Attempts = 1, EndedAt = _time.GetUtcNow() };
        await UntilAsync(page, "sent");
        await pressed;
        (_sent[0].Kind, _sent[0].Channel, _sent[0].Connection).ShouldBe((NotificationKind.Test, NotificationChannel.Webhook, null));
    }

    [Fact]
    public async Task What_is_queued_is_followed_also_where_the_store_takes_its_time()
    {
        var reading = new TaskCompletionSource<IReadOnlyList<Notification>>();
        _sent.Add(New(NotificationKind.Test, NotificationState.Queued));
        Sent.ListAsync(default, default, default, Cancellation).ReturnsForAnyArgs(_ => reading.Task, call => Task.FromResult(Found(call.ArgAt<int>(2))));
        var page = Show();
        page.Markup.ShouldNotContain("No notifications yet.");

        reading.SetResult([.. _sent]);

        await page.WaitForAssertionAsync(() => StateIn(page).ShouldBe("queued"));
        _sent[0] = _sent[0] with { State = NotificationState.Failed, Attempts = 1 };
        await UntilAsync(page, "failed");
    }

    [Fact]
    public async Task What_was_tried_already_is_not_followed()
    {
        _sent.Add(New(NotificationKind.Test, NotificationState.Queued) with { Attempts = 1 });
        var page = Show();
        var reads = _asked.Count;

        await page.InvokeAsync(() => _time.Advance(TimeSpan.FromMinutes(1)));

        _asked.Count.ShouldBe(reads);
    }

    [Fact]
    public async Task A_page_that_is_left_stops_reading()
    {
        _sent.Add(New(NotificationKind.Test, NotificationState.Queued));
        Show();

        await DisposeComponentsAsync();
        var reads = _asked.Count;
        _time.Advance(TimeSpan.FromMinutes(1));

        _asked.Count.ShouldBe(reads);
    }

    private IReadOnlyList<Notification> Found(int limit) => [.. _sent.AsEnumerable().Reverse().Take(limit)];

    private Notification New(NotificationKind kind, NotificationState state) => Notification.New(Connection.Workspace, kind, NotificationChannel.Mail, _time.GetUtcNow()) with
    {
        Connection = Connection.Id,
        ConnectionName = Connection.Name,
        Address = "ada@spacetech.example",
        State = state,
    };

    private IRenderedComponent<NotificationsPage> Show(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/notifications" + query);
        return Render<NotificationsPage>();
    }

    private static string? StateIn(IRenderedComponent<NotificationsPage> page) => page.FindAll("[data-testid=notification-row]").ShouldHaveSingleItem().GetAttribute("data-state");

    /// <summary>The wait between two reads may begin after the clock was moved.</summary>
    private Task UntilAsync(IRenderedComponent<NotificationsPage> page, string state) => page.WaitForAssertionAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        StateIn(page).ShouldBe(state);
    });
}
