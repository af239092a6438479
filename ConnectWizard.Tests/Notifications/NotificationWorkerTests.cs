using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConnectWizard.Audit;
using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Shouldly;
using SmtpServer.Protocol;
using Xunit;

namespace ConnectWizard.Notifications;

public abstract class NotificationWorkerTests(StoreProvider provider) : NotificationContext(provider)
{
    [Fact]
    public async Task A_connection_that_breaks_and_works_again_is_notified_once_each_by_mail_and_webhook()
    {
        await ConfirmedAsync();
        await RunAsync();
        Subjects().ShouldBeEmpty();

        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        await RunAsync();
        Subjects().ShouldBe(["Werk 1: the connection doesn't work"]);

        await CheckAsync(ConnectionHealth.Good);
        await RunAsync();
        await RunAsync();
        Subjects().ShouldBe(["Werk 1: the connection doesn't work", "Werk 1: the connection works again"]);
        Types().ShouldBe(["connectwizard.connection.failed", "connectwizard.connection.recovered"]);
    }

    [Fact]
    public async Task A_mail_says_what_happened_how_to_fix_it_who_can_and_where_to_stop()
    {
        var recipient = await ConfirmedAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();

        var mail = MailServer.Mails.ShouldHaveSingleItem();
        (mail.From.ToString(), mail.To.ToString()).ShouldBe(("\"ConnectWizard\" <connectwizard@spacetech.example>", "ada@spacetech.example"));
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");
        foreach (var part in (string[])["How to fix it:", "Who can fix this: you", $"https://people.example/connections/{Profile.Connection}"])
            mail.TextBody!.ShouldContain(part);
        var stop = mail.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.Contains("/notifications/stop/", StringComparison.Ordinal));
        Links.ReadStop(stop.Split('/')[^1]).ShouldBe(recipient.Id);
        mail.Headers["List-Unsubscribe"].ShouldBe($"<{stop}>");
    }

    [Fact]
    public async Task The_webhook_is_signed_and_can_be_told_from_a_repeated_one()
    {
        Answers.Enqueue(503);
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        await LaterAsync(TimeSpan.FromMinutes(1));

        Posted.Count.ShouldBe(2);
        var (headers, body) = Posted.Last();
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        headers["webhook-signature"].ToString().ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed))));
        Posted.Select(post => post.Headers["webhook-id"].ToString()).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("type").GetString().ShouldBe("connectwizard.connection.failed");
        var data = json.RootElement.GetProperty("data");
        data.GetProperty("connection").GetProperty("name").GetString().ShouldBe("Werk 1");
        data.GetProperty("problem").GetString().ShouldBe("token-refused");
        (await ListAsync()).ShouldHaveSingleItem().State.ShouldBe(NotificationState.Sent);
    }

    [Fact]
    public async Task What_breaks_again_within_a_day_is_notified_after_it_and_its_end_only_if_its_beginning_was()
    {
        await ConfirmedAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TimedOut);
        await RunAsync();
        await CheckAsync(ConnectionHealth.Good);
        await RunAsync();
        Subjects().Count.ShouldBe(2);

        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TimedOut);
        await LaterAsync(TimeSpan.FromHours(1));
        await CheckAsync(ConnectionHealth.Good);
        await RunAsync();
        Subjects().Count.ShouldBe(2);

        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TimedOut);
        await LaterAsync(TimeSpan.FromHours(22));
        Subjects().Count.ShouldBe(2);
        await LaterAsync(TimeSpan.FromHours(1));
        Subjects().Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_end_of_a_token_is_counted_down_at_thirty_fourteen_seven_and_one_days_and_after_it()
    {
        await ConfirmedAsync();
        await ExpiryAsync(40);
        for (var day = 0; day < 45; day++)
            await LaterAsync(TimeSpan.FromDays(1));

        Subjects().Select(subject => subject[..subject.IndexOf('(', StringComparison.Ordinal)].Trim()).ShouldBe(
            ["Werk 1: Token ends in 30 days", "Werk 1: Token ends in 14 days", "Werk 1: Token ends in 7 days", "Werk 1: Token ends in 1 day", "Werk 1: Token ended 1 day ago"]);

        await ExpiryAsync(90);
        await RunAsync();
        Types().TakeLast(2).ShouldBe(["connectwizard.credential.ended", "connectwizard.credential.renewed"]);
        Subjects()[^1].ShouldStartWith("Werk 1: Token ends in 90 days");
    }

    [Fact]
    public async Task An_end_that_is_put_off_is_told_with_the_new_one_even_within_the_countdown()
    {
        await ConfirmedAsync();
        await ExpiryAsync(0);
        await RunAsync();
        await ExpiryAsync(12);
        await RunAsync();
        await RunAsync();
        Subjects().Select(subject => subject[..subject.IndexOf('(', StringComparison.Ordinal)].Trim()).ShouldBe(["Werk 1: Token ends today", "Werk 1: Token ends in 12 days"]);
        Types().ShouldBe(["connectwizard.credential.ending", "connectwizard.credential.renewed"]);
        EndTold().ShouldBe((await FindAsync())!.Expiry!.EndsAt);

        await LaterAsync(TimeSpan.FromDays(4));
        await LaterAsync(TimeSpan.FromDays(2));
        Types().Skip(2).ShouldBe(["connectwizard.credential.ending"]);
    }

    [Fact]
    public async Task An_end_that_moves_to_and_fro_within_a_day_is_warned_of_once()
    {
        await ExpiryAsync(1);
        await RunAsync();
        foreach (var days in (int[])[10, 3, 20, 2])
        {
            await ExpiryAsync(days);
            await RunAsync();
        }

        Types().ShouldBe(["connectwizard.credential.ending", "connectwizard.credential.renewed", "connectwizard.credential.renewed"]);
        await LaterAsync(TimeSpan.FromDays(1));
        Types().Last().ShouldBe("connectwizard.credential.ending");
    }

    [Fact]
    public async Task An_end_that_is_no_longer_known_is_a_recovery_after_one_that_was_put_off()
    {
        await ExpiryAsync(1);
        await RunAsync();
        await ExpiryAsync(10);
        await RunAsync();
        await _store.Connections.ChangeExpiryAsync((await FindAsync())! with { Expiry = null }, Cancellation);
        await RunAsync();
        await RunAsync();

        Types().ShouldBe(["connectwizard.credential.ending", "connectwizard.credential.renewed", "connectwizard.credential.renewed"]);
        EndTold().ShouldBeNull();
    }

    [Fact]
    public async Task Broken_webhooks_are_notified_with_their_profile_and_their_repair_only_once_they_work()
    {
        await ConfirmedAsync();
        WebhooksAre(WebhookHealth.Broken);
        await RunAsync();
        WebhooksAre(WebhookHealth.Waiting);
        await RunAsync();
        Subjects().ShouldBe(["Werk 1 / Nightly: the webhooks are broken"]);
        MailServer.Mails.Single().TextBody!.ShouldContain($"https://people.example/profiles/{Profile.Id}");

        WebhooksAre(WebhookHealth.Working);
        await RunAsync();
        Subjects()[^1].ShouldBe("Werk 1 / Nightly: the webhooks work again");
    }

    [Fact]
    public async Task Two_nodes_notify_once()
    {
        await ConfirmedAsync();
        await using var other = await TestStore.StartAsync(_place, Cancellation, _time);
        using var second = NewNode(other);
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);

        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { Node.RunAsync(Cancellation), second.RunAsync(Cancellation) }));
        await RunAsync();

        (Subjects().Count, Posted.Count).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Nobody_is_notified_before_they_confirm_and_after_they_stop()
    {
        var connection = (await FindAsync())!;
        await Recipients.AddAsync(Samples.Actor, connection, "ada@spacetech.example", Cancellation);
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        Subjects().ShouldBe(["Confirm notifications about Werk 1"]);

        var token = MailServer.Mails.Single().TextBody!.Split('\n').Single(line => line.Contains("/notifications/confirm/", StringComparison.Ordinal)).Trim().Split('/')[^1];
        var (recipient, _) = (await Recipients.FindByLinkAsync(token, isStop: false, Cancellation))!.Value;
        (await Recipients.FindByLinkAsync(token, isStop: true, Cancellation)).ShouldBeNull();
        await Recipients.ConfirmAsync(Samples.Actor, recipient, connection, Cancellation);
        await Recipients.SendTestAsync(recipient, Cancellation);
        await Recipients.RemoveAsync(Samples.Actor, connection, recipient, Cancellation);
        await CheckAsync(ConnectionHealth.Good);
        await RunAsync();
        Subjects().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_waits_for_one_address_goes_in_one_mail()
    {
        await ConfirmedAsync();
        await MailServer.DisposeAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        await CheckAsync(ConnectionHealth.Good);
        await RunAsync();
        (await ListAsync()).Where(it => it.Channel == NotificationChannel.Mail && it.Kind != NotificationKind.Confirmation).ShouldAllBe(it => it.State == NotificationState.Queued);
        (await ListAsync()).First(it => it.Channel == NotificationChannel.Mail).Response.ShouldBe("The mail server can't be reached: it refuses connections at Mail:Port.");

        MailServer = MailServer.Start(Mail.Port);
        await LaterAsync(TimeSpan.FromMinutes(2));

        var mail = MailServer.Mails.ShouldHaveSingleItem();
        mail.Subject.ShouldBe("2 notifications about your connections");
        mail.TextBody!.ShouldContain("the connection doesn't work");
        mail.TextBody!.ShouldContain("the connection works again");
        mail.TextBody!.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("--", StringComparison.Ordinal)).ShouldBe(["----", "--"]);
        (await ListAsync()).ShouldAllBe(it => it.State == NotificationState.Sent);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_is_told_in_words()
    {
        Operator.Url = "http://localhost:1/";
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();

        (await ListAsync()).Single().Response.ShouldBe("The receiver of notifications can't be reached at localhost:1: it refuses connections at this port.");
    }

    [Fact]
    public async Task What_cannot_be_sent_for_a_day_is_given_up()
    {
        await ConfirmedAsync();
        await MailServer.DisposeAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        for (var hour = 0; hour < 26; hour++)
            await LaterAsync(TimeSpan.FromHours(1));

        var failed = (await ListAsync()).Single(it => it is { Channel: NotificationChannel.Mail, Kind: NotificationKind.ConnectionFailed });
        (failed.State, failed.NextAttemptAt).ShouldBe((NotificationState.Failed, null));
        failed.Attempts.ShouldBeInRange(20, 30);
    }

    [Fact]
    public async Task A_refused_address_is_not_tried_again_and_holds_up_no_other()
    {
        await ConfirmedAsync("gone@spacetech.example");
        await ConfirmedAsync("ada@spacetech.example");
        MailServer.Refuse = address => address.StartsWith("gone", StringComparison.Ordinal) ? SmtpReplyCode.MailboxUnavailable : null;
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();

        MailServer.Mails.ShouldHaveSingleItem().To.ToString().ShouldBe("ada@spacetech.example");
        var refused = (await ListAsync()).Single(it => it is { Address: "gone@spacetech.example", Kind: NotificationKind.ConnectionFailed });
        (refused.State, refused.Response).ShouldBe((NotificationState.Failed, "Rejected by the mail server (550)."));
    }

    [Fact]
    public async Task A_request_that_could_not_be_sent_says_why_is_sent_again_and_does_not_count()
    {
        var connection = (await FindAsync())!;
        MailServer.Refuse = _ => SmtpReplyCode.MailboxUnavailable;
        await Recipients.AddAsync(Samples.Actor, connection, "ada@spacetech.example", Cancellation);
        await RunAsync();
        for (var turn = 0; turn < RecipientService.MaxConfirmations; turn++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            var failed = (await Recipients.ListAsync(Samples.Actor, connection.Id, Cancellation)).ShouldHaveSingleItem();
            (failed.RequestState, failed.RequestResponse).ShouldBe((NotificationState.Failed, "Rejected by the mail server (550)."));
            (await Recipients.AskAgainAsync(failed, Cancellation)).ShouldBe(AddRecipientResult.Added);
            (await Recipients.AskAgainAsync(failed, Cancellation)).ShouldBe(AddRecipientResult.Added);
            var isLast = turn == RecipientService.MaxConfirmations - 1;
            MailServer.Refuse = _ => isLast ? null : SmtpReplyCode.MailboxUnavailable;
            await RunAsync();
        }

        Subjects().ShouldBe(["Confirm notifications about Werk 1"]);
        (await Recipients.ListAsync(Samples.Actor, connection.Id, Cancellation)).ShouldHaveSingleItem().RequestState.ShouldBe(NotificationState.Sent);
    }

    [Fact]
    public async Task An_outage_of_the_mail_server_is_one_warning_in_the_log()
    {
        await ConfirmedAsync();
        await MailServer.DisposeAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        await LaterAsync(TimeSpan.FromMinutes(2));
        Warnings().ShouldHaveSingleItem().ShouldContain("can't be reached");

        MailServer = MailServer.Start(Mail.Port);
        await LaterAsync(TimeSpan.FromMinutes(10));
        await MailServer.DisposeAsync();
        await CheckAsync(ConnectionHealth.Good);
        await RunAsync();
        Warnings().Count().ShouldBe(2);

        IEnumerable<string> Warnings() => Logs.Lines.Where(line => line.StartsWith("Warning: 1 notifications by Mail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_is_refused_for_now_gets_its_mail_later()
    {
        await ConfirmedAsync();
        MailServer.Refuse = _ => SmtpReplyCode.InsufficientStorage;
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        MailServer.Refuse = _ => null;
        await LaterAsync(TimeSpan.FromMinutes(1));

        Subjects().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Mails_over_the_hourly_limit_wait()
    {
        Mail.MaxPerHour = 2;
        var recipient = await ConfirmedAsync();
        await Recipients.SendTestAsync(recipient, Cancellation);
        await RunAsync();
        await Recipients.SendTestAsync(recipient, Cancellation);
        await LaterAsync(TimeSpan.FromMinutes(30));
        Subjects().Count.ShouldBe(1);

        await LaterAsync(TimeSpan.FromMinutes(31));
        Subjects().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Presses_for_tests_do_not_use_up_the_hourly_limit()
    {
        var recipient = await ConfirmedAsync();
        for (var press = 0; press < RecipientService.MaxTests; press++)
            (await Recipients.SendTestAsync(recipient, Cancellation)).ShouldBeTrue();

        (await Recipients.SendTestAsync(recipient, Cancellation)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromHours(1));
        (await Recipients.SendTestAsync(recipient, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_that_looks_like_headers_stays_in_the_subject()
    {
        await ConfirmedAsync();
        await _store.Connections.RenameAsync(Profile.Workspace, Profile.Connection, "Werk\r\nBcc: eve@evil.example\r\n\r\nx", Cancellation);
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();

        var mail = MailServer.Mails.ShouldHaveSingleItem();
        mail.Bcc.ShouldBeEmpty();
        mail.Headers.Contains(HeaderId.Bcc).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_sent_is_in_the_audit_trail_with_its_address()
    {
        var recipient = await ConfirmedAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();

        var entries = await _store.Services.GetRequiredService<IAuditStore>().ListAsync(Profile.Workspace, new AuditFilter(Profile.Connection), 100, Cancellation);
        entries.Where(entry => entry.Action == nameof(AuditAction.NotificationSent)).Select(entry => entry.Detail).Order(StringComparer.Ordinal).ShouldBe(["Mail: ConnectionFailed, ada@spacetech.example", "Webhook: ConnectionFailed"]);
        await Recipients.RemoveAsync(Samples.Actor, (await FindAsync())!, recipient, Cancellation);
        entries = await _store.Services.GetRequiredService<IAuditStore>().ListAsync(Profile.Workspace, new AuditFilter(Profile.Connection), 100, Cancellation);
        foreach (var action in (AuditAction[])[AuditAction.RecipientAdded, AuditAction.RecipientConfirmed, AuditAction.RecipientRemoved])
            entries.Single(entry => entry.Action == action.ToString()).Detail.ShouldBe("ada@spacetech.example");
    }

    [Fact]
    public async Task A_connection_that_is_being_deleted_is_left_alone_and_takes_everything_with_it()
    {
        var recipient = await ConfirmedAsync();
        await CheckAsync(ConnectionHealth.Failed, ProblemCode.TokenRefused);
        await RunAsync();
        await _store.Connections.DeleteAsync(Profile.Workspace, Profile.Connection, Cancellation);
        MailServer.Mails.Clear();
        // A page that is still open.
        await Recipients.SendTestAsync(recipient, Cancellation);
        await RunAsync();

        Subjects().ShouldBeEmpty();
        (await ListAsync()).ShouldBeEmpty();
        (await Recipients.FindByLinkAsync(Links.StopOf(new Uri("https://x.example"), recipient).Segments[^1], isStop: true, Cancellation)).ShouldBeNull();
    }

    private async Task ExpiryAsync(int days)
    {
        var last = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).AddDays(days);
        await _store.Connections.ChangeExpiryAsync((await FindAsync())! with { Expiry = CredentialExpiry.OfDay(last) }, Cancellation);
    }

    private DateTimeOffset? EndTold() => JsonDocument.Parse(Posted.Last().Body).RootElement.GetProperty("data").TryGetProperty("endsAt", out var end) ? end.GetDateTimeOffset() : null;

    private IEnumerable<string> Types() => Posted.Select(post => JsonDocument.Parse(post.Body).RootElement.GetProperty("type").GetString()!);

    public sealed class OnSqlite() : NotificationWorkerTests(StoreProvider.Sqlite);

    [Trait("Kind", "Deep")]
    public sealed class OnPostgreSql() : NotificationWorkerTests(StoreProvider.PostgreSql);
}
