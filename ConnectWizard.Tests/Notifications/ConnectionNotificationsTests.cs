using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Dashboard;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.Components;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

public sealed class ConnectionNotificationsTests : PageContext
{
    private const string Login = "ada@spacetech.example";

    private readonly List<NotificationRecipient> _recipients = [];
    private AddRecipientResult _result = AddRecipientResult.Added;
    private NotificationState _state = NotificationState.Sent;

    public ConnectionNotificationsTests()
    {
        (Mail.Host, Mail.From) = ("mail.spacetech.example", "wizard@spacetech.example");
        Recipients.ListAsync(default, default, default).ReturnsForAnyArgs(_ => [.. _recipients]);
        Recipients.AddAsync(default!, default!, default).ReturnsForAnyArgs(call =>
        {
            if (_result == AddRecipientResult.Added)
                _recipients.Add(call.Arg<NotificationRecipient>() with { RequestState = _state, RequestResponse = _state == NotificationState.Failed ? "Rejected by the mail server (550)." : "" });
            return _result;
        });
        Recipients.RemoveAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            _recipients.RemoveAll(recipient => recipient.Id == call.Arg<NotificationRecipient>().Id);
            return Task.CompletedTask;
        });
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_is_added_and_waits_for_its_confirmation()
    {
        var part = Show();
        part.Markup.ShouldContain("Nobody gets mail");
        part.Markup.ShouldContain("Allowed: spacetech.example.");

        await AddAsync(part, "  grace@spacetech.example ");

        var row = part.Part("recipient-row");
        (row.GetAttribute("data-state"), row.TextContent.Contains("Waiting for confirmation"), part.Has("recipient-test")).ShouldBe(("waiting", true, false));
        part.Find("[role=status]").TextContent.ShouldContain("on its way to grace@spacetech.example");
        ValueOf(part).ShouldBeNullOrEmpty();
        part.Has("field-error-recipient").ShouldBeFalse();
        await Recipients.Received(1).AddAsync(
            Arg.Is<NotificationRecipient>(added => added.Address == "grace@spacetech.example" && added.Connection == Connection.Id && added.ConfirmedAt == null),
            Arg.Is<Notification>(asked => asked.Kind == NotificationKind.Confirmation && asked.Address == "grace@spacetech.example" && asked.Channel == NotificationChannel.Mail),
            Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("", "Enter a mail address")]
    [InlineData("grace", "plain mail address")]
    [InlineData("a@evil.example,b@spacetech.example", "plain mail address")]
    [InlineData("grace@elsewhere.example", "in these domains can be notified: spacetech.example.")]
    [InlineData("grace@mail.spacetech.example", "in these domains can be notified: spacetech.example.")]
    public async Task What_can_not_be_notified_is_told_at_the_field_and_not_sent(string typed, string words)
    {
        var part = Show();

        await AddAsync(part, typed);

        part.TextOf("field-error-recipient").ShouldContain(words);
        ValueOf(part).ShouldBe(typed);
        await Recipients.DidNotReceiveWithAnyArgs().AddAsync(default!, default!, Cancellation);
    }

    [Theory]
    [InlineData(AddRecipientResult.Exists, "in the list already")]
    [InlineData(AddRecipientResult.Full, "two addresses already")]
    [InlineData(AddRecipientResult.AskedTooOften, "several times today")]
    [InlineData(AddRecipientResult.NoConnection, "was deleted meanwhile")]
    public async Task A_refusal_is_told_at_the_field_keeps_what_was_typed_and_can_be_tried_again(AddRecipientResult result, string words)
    {
        var part = Show();
        _result = result;

        await AddAsync(part, "grace@spacetech.example");

        part.TextOf("field-error-recipient").ShouldContain(words);
        ValueOf(part).ShouldBe("grace@spacetech.example");

        _result = AddRecipientResult.Added;
        await part.SubmitAsync();

        part.Has("field-error-recipient").ShouldBeFalse();
        part.FindAll("[data-testid=recipient-row]").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_finds_the_list_full_can_be_added_once_another_was_removed()
    {
        Have("one@spacetech.example");
        var part = Show();
        Have("two@spacetech.example");
        _result = AddRecipientResult.Full;

        await AddAsync(part, "grace@spacetech.example");
        part.FindAll("[data-testid=recipient-row]").Count.ShouldBe(2);
        part.TextOf("field-error-recipient").ShouldContain("Remove one first");

        await part.ClickAsync("[data-testid=recipient-remove]");
        part.Has("field-error-recipient").ShouldBeFalse();
        ValueOf(part).ShouldBe("grace@spacetech.example");
        _result = AddRecipientResult.Added;
        await part.SubmitAsync();

        part.FindAll("[data-testid=recipient-row]").Select(row => row.QuerySelector("span")!.TextContent).ShouldBe(["two@spacetech.example", "grace@spacetech.example"]);
    }

    [Fact]
    public async Task A_message_about_the_last_action_goes_with_the_next()
    {
        var part = Show();
        await AddAsync(part, "grace@spacetech.example");

        await AddAsync(part, "nobody");

        part.Find("[role=status]").TextContent.ShouldBeEmpty();
        part.TextOf("field-error-recipient").ShouldContain("plain mail address");
    }

    [Fact]
    public async Task There_are_up_to_two_addresses()
    {
        Have("one@spacetech.example");
        var part = Show();
        part.Has("recipient-address").ShouldBeTrue();

        await AddAsync(part, "two@spacetech.example");
        part.Has("recipient-address").ShouldBeFalse();

        await part.ClickAsync("[data-testid=recipient-remove]");
        part.Find("[role=status]").TextContent.ShouldBe("one@spacetech.example was removed.");
        part.Has("recipient-address").ShouldBeTrue();
    }

    [Fact]
    public async Task The_address_of_the_account_is_offered_and_filled_in_at_a_press()
    {
        var part = Show();
        await part.SubmitAsync();
        part.Has("field-error-recipient").ShouldBeTrue();
        part.TextOf("recipient-offered").ShouldBe($"Use {Login}");

        await part.ClickAsync("[data-testid=recipient-offered]");

        ValueOf(part).ShouldBe(Login);
        (part.Has("recipient-offered"), part.Has("field-error-recipient")).ShouldBe((false, false));
        await Recipients.DidNotReceiveWithAnyArgs().AddAsync(default!, default!, Cancellation);
        await part.SubmitAsync();
        part.Has("recipient-offered").ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(@"SPACETECH\ada")]
    [InlineData("ada@elsewhere.example")]
    public void An_account_without_an_address_that_may_get_mail_is_not_offered(string? login) =>
        Show(Connection with { Facts = Connection.Facts with { AccountLogin = login } }).Has("recipient-offered").ShouldBeFalse();

    [Fact]
    public void An_address_that_is_there_is_not_offered()
    {
        Have("ADA@spacetech.example");

        Show().Has("recipient-offered").ShouldBeFalse();
    }

    [Fact]
    public async Task A_test_goes_to_an_address_that_was_confirmed()
    {
        Have(Login);
        var part = Show();
        var test = part.FindAll("[data-testid=recipient-test]").ShouldHaveSingleItem();
        part.Part("recipient-row").GetAttribute("data-state").ShouldBe("confirmed");
        test.GetAttribute("aria-label")!.ShouldContain(Login);

        await part.ClickAsync("[data-testid=recipient-test]");

        part.Find("[role=status]").TextContent.ShouldContain($"A test is on its way to {Login}");
        await Sent.Received(1).RecordAsync(
            Arg.Is<IReadOnlyList<NotificationTopic>>(topics => topics.Count == 0),
            Arg.Is<IReadOnlyList<Notification>>(sent => sent.Count == 1 && sent[0].Kind == NotificationKind.Test && sent[0].Recipient == _recipients[0].Id && sent[0].Address == Login),
            Arg.Any<CancellationToken>());
    }

    [Fact]
    public void Without_a_mail_server_it_says_who_sets_one_and_offers_nothing_that_would_not_arrive()
    {
        Mail.Host = "";
        Have(Login);

        var part = Show();

        part.Markup.ShouldContain("Mail isn't set up");
        part.Markup.ShouldContain("Mail:Host");
        (part.Has("recipient-address"), part.Has("recipient-test"), part.Has("recipient-remove")).ShouldBe((false, false, true));
    }

    [Fact]
    public void The_operators_receiver_is_named_by_host_alone()
    {
        Operator.Url = "https://hooks.spacetech.example:8443/secret-path?token=secret";

        var markup = Show().Markup;

        markup.ShouldContain("also posted to hooks.spacetech.example:8443.");
        markup.ShouldNotContain("secret");
    }

    [Fact]
    public void With_all_domains_allowed_none_is_named()
    {
        Mail.AllowedDomains = ["*"];

        Show().Find("#recipient-help").TextContent.ShouldStartWith("The address gets a link");
    }

    [Theory]
    [InlineData(AddRecipientResult.Added, "on its way")]
    [InlineData(AddRecipientResult.AskedTooOften, "Try again tomorrow")]
    public async Task An_address_whose_request_could_not_be_sent_says_why_and_is_asked_again(AddRecipientResult again, string words)
    {
        _state = NotificationState.Failed;
        Recipients.AskAgainAsync(default!, default!, Cancellation).ReturnsForAnyArgs(call =>
        {
            _recipients[0] = _recipients[0] with { RequestState = again == AddRecipientResult.Added ? NotificationState.Sent : NotificationState.Failed };
            return again;
        });
        var part = Show();
        await AddAsync(part, "grace@spacetech.example");
        part.Part("recipient-row").GetAttribute("data-state").ShouldBe("failed");
        part.TextOf("recipient-reason").ShouldContain("couldn't be sent. Rejected by the mail server (550).");

        await part.ClickAsync("[data-testid=recipient-again]");

        part.Find("[role=status]").TextContent.ShouldContain(words);
        part.Has("recipient-again").ShouldBe(again != AddRecipientResult.Added);
        await Recipients.Received(1).AskAgainAsync(
            Arg.Is<NotificationRecipient>(asked => asked.Address == "grace@spacetech.example"), Arg.Is<Notification>(mail => mail.Kind == NotificationKind.Confirmation), Arg.Any<CancellationToken>());
    }

    [Fact]
    public void A_connection_that_is_being_deleted_gets_no_more_addresses() => Show(Connection with { IsBeingDeleted = true }).Has("recipient-address").ShouldBeFalse();

    [Fact]
    public void Before_there_is_a_circuit_nothing_can_be_pressed()
    {
        Have(Login);
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var part = Show();

        foreach (var control in (string[])["recipient-address", "recipient-add", "recipient-test", "recipient-remove"])
            part.Part(control).HasAttribute("disabled").ShouldBeTrue(control);
    }

    private void Have(string address) => _recipients.Add(new NotificationRecipient
    {
        Id = Guid.CreateVersion7(),
        Workspace = Connection.Workspace,
        Connection = Connection.Id,
        Address = address,
        AddedAt = DateTimeOffset.UnixEpoch,
        ConfirmedAt = DateTimeOffset.UnixEpoch,
    });

    private IRenderedComponent<ConnectionNotifications> Show(Connection? connection = null) =>
        Render<ConnectionNotifications>(parameters => parameters.Add(part => part.Connection, connection ?? Connection));

    private static async Task AddAsync(IRenderedComponent<ConnectionNotifications> part, string address)
    {
        await part.ChangeAsync("recipient-address", address);
        await part.SubmitAsync();
    }

    private static string? ValueOf(IRenderedComponent<ConnectionNotifications> part) => part.Part("recipient-address").GetAttribute("value");
}
