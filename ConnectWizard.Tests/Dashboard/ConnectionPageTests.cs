using Bunit;
using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Forms;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard;

public sealed class ConnectionPageTests : PageContext
{
    private readonly IRenderedComponent<MudPopoverProvider> _menus;
    private readonly IConnectionCheck _check = Substitute.For<IConnectionCheck>();
    private readonly CloudFixture _cloud = new();

    public ConnectionPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Other = Samples.Connection(CredentialId.New(), "Werk 2");
        Connections.FindAsync(default, default, default).ReturnsForAnyArgs(call =>
            call.Arg<ConnectionId>() == Other.Id ? Other : Connection with { Name = RecordedIds().Any() ? "Werk 1, checked" : "Werk 1" });
        Profiles.ListOfConnectionAsync(default, default, default).ReturnsForAnyArgs([]);
        Services.AddSingleton(_check).AddScoped<PageScript>();
        Services.AddSingleton(_cloud.Tokens).AddSingleton(_cloud.Setup).AddSingleton(Substitute.For<IRepositoryGateway>()).AddSingleton(Substitute.For<IRepositoryRefs>()).AddSingleton(Substitute.For<IServiceHooksGateway>()).AddTransient<CredentialDryRun>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _menus = Render<MudPopoverProvider>();
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    private Connection Other { get; }

    [Fact]
    public async Task A_finished_check_is_recorded_and_shown()
    {
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        var page = Show(Connection);

        await ChooseAsync(page, "connection-check");

        await page.WaitForAssertionAsync(() => page.Find("h1").TextContent.ShouldBe("Werk 1, checked"));
        RecordedIds().ShouldBe([Connection.Id]);
    }

    [Fact]
    public async Task A_connection_that_was_signed_in_again_is_checked_without_a_press()
    {
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(_ => Connection with { Health = RecordedIds().Any() ? ConnectionHealth.Good : ConnectionHealth.Unknown });

        var page = Show(Connection);

        await page.WaitForAssertionAsync(() => RecordedIds().ShouldBe([Connection.Id]));
        await page.WaitForAssertionAsync(() => page.Find("header").TextContent.ShouldContain("Healthy"));
        page.Markup.ShouldNotContain("Not checked yet");
    }

    [Theory]
    [InlineData(ProblemCode.SignInAgain, "removed", "was removed from ConnectWizard")]
    [InlineData(ProblemCode.ConnectionChanged, null, "was changed meanwhile")]
    public async Task What_happened_between_the_trial_and_its_use_is_told_with_the_accounts_again(ProblemCode code, string? variant, string words)
    {
        var page = await ReplaceAsync();
        await page.ClickAsync("[data-testid=replace-try]");
        await page.WaitForAssertionAsync(() => page.Has("dryrun-apply").ShouldBeTrue());
        var problem = new Problem(code);
        Credentials.KeepPendingAsync(default, default(AccountId), default!, Cancellation).ReturnsForAnyArgs(variant is null ? CredentialId.New() : problem.With(ProblemText.Variant, variant));
        Connections.ReplaceCredentialAsync(default!, default, Cancellation).ReturnsForAnyArgs(problem);

        await page.ClickAsync("[data-testid=dryrun-apply]");

        await page.WaitForAssertionAsync(() => page.TextOf("problem").ShouldContain(words));
        (page.Part("problem").GetAttribute("data-code"), page.Has("replace-account")).ShouldBe((ProblemCatalog.Name(code), true));
    }

    [Fact]
    public async Task A_trial_on_a_connection_that_was_deleted_elsewhere_says_so()
    {
        var page = await ReplaceAsync();
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs((Connection?)null);

        await page.ClickAsync("[data-testid=replace-try]");

        await page.WaitForAssertionAsync(() => page.Find("h1").TextContent.ShouldBe("Connection not found"));
        page.Markup.ShouldContain("deleted meanwhile");
    }

    [Fact]
    public async Task The_account_in_use_is_not_offered_in_its_own_place()
    {
        Accounts.FindOfConnectionAsync(default, Cancellation).ReturnsForAnyArgs(CloudFixture.Ada);

        var page = await ReplaceAsync(CloudFixture.Ada, CloudFixture.Account("Grace Hopper", "grace@spacetech.example"));

        page.FindAll("[data-testid=replace-account]").ShouldHaveSingleItem().GetAttribute("data-login").ShouldBe("grace@spacetech.example");
    }

    [Theory]
    [InlineData(ProblemCode.SignInAgain, "enter the application again")]
    [InlineData(ProblemCode.OrganizationRefused, "refuses the application")]
    public void What_an_application_lacks_is_not_told_as_to_a_person(ProblemCode code, string words)
    {
        Accounts.FindOfConnectionAsync(default, Cancellation).ReturnsForAnyArgs(CloudFixture.Ada with { Identity = IdentityKind.Secret });
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(InCloud with { Health = ConnectionHealth.Failed, LastProblem = code });

        var page = Show(InCloud);

        page.TextOf("problem").ShouldContain(words);
        page.Markup.ShouldNotContain("password was changed");
        page.Markup.ShouldNotContain("in a browser with this account");
        page.Has("connection-signin").ShouldBeFalse();
    }

    [Theory]
    [InlineData(90, "Certificate ends in 90 days", null)]
    [InlineData(9, "Certificate ends in 9 days", "warning")]
    [InlineData(-1, "Certificate ended 1 day ago", "bad")]
    public void The_end_of_a_credential_is_shown_and_warned_of(int days, string words, string? tone)
    {
        Accounts.FindOfConnectionAsync(default, Cancellation).ReturnsForAnyArgs(CloudFixture.Ada with { Identity = IdentityKind.Certificate });
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(
            InCloud with { CredentialType = CredentialType.Certificate, Expiry = new CredentialExpiry(DateTimeOffset.UtcNow.AddDays(days), ExpirySource.Certificate) });

        var page = Show(InCloud);

        page.TextOf("connection-expiry").ShouldContain(words);
        page.Part("expiry").QuerySelector("[data-tone]")?.GetAttribute("data-tone").ShouldBe(tone);
        (page.Part("expiry").QuerySelector("[data-tone]") is null).ShouldBe(tone is null);
        (page.Has("expiry-change"), page.Has("expiry-calendar")).ShouldBe((false, days > 0));
    }

    [Fact]
    public async Task The_end_of_a_token_is_entered_later_without_replacing_it()
    {
        var page = Show(Connection);
        page.TextOf("connection-expiry").ShouldContain("Token: no known end");

        await page.ClickAsync("[data-testid=expiry-change]");
        await page.ChangeAsync("change-expiry", ExpiryForm.OnDate);
        await page.ChangeAsync("change-expiry-date", "2020-01-01");
        await page.SubmitAsync();
        page.TextOf("field-error-expiry").ShouldContain("This day is over");
        await Connections.DidNotReceiveWithAnyArgs().ChangeExpiryAsync(default!, Cancellation);

        await page.ChangeAsync("change-expiry", "60");
        await page.SubmitAsync();

        await Connections.Received(1).ChangeExpiryAsync(
            Arg.Is<Connection>(changed => changed.Id == Connection.Id && changed.Expiry!.DaysLeft(DateTimeOffset.UtcNow, null) == 60), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_check_that_ends_after_the_page_shows_another_connection_is_recorded_for_the_checked_one()
    {
        var ending = new TaskCompletionSource<CheckResult>();
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(ending.Task);
        var page = Show(Connection);
        await ChooseAsync(page, "connection-check");

        page.Render(parameters => parameters.Add(one => one.IdText, Other.Id.ToString()));
        ending.SetResult(Passed());

        await page.WaitForAssertionAsync(() => RecordedIds().ShouldBe([Connection.Id]));
        page.Find("h1").TextContent.ShouldBe("Werk 2");
        page.FindComponents<CheckPanel>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("  ", false)]
    [InlineData(" Werk 9 ", true)]
    public async Task A_connection_is_renamed_to_what_can_be_a_name(string name, bool isValid)
    {
        var page = Show(Connection);
        await ChooseAsync(page, "connection-rename");
        await page.ChangeAsync("connection-name", name);
        await page.SubmitAsync();

        page.Has("field-error-name").ShouldBe(!isValid);
        await Connections.Received(isValid ? 1 : 0).RenameAsync(Connection.Workspace, Connection.Id, name.Trim(), Arg.Any<CancellationToken>());
        page.Has("connection-name").ShouldBe(!isValid);
    }

    [Fact]
    public async Task A_new_token_that_passes_takes_the_place_of_the_old_one()
    {
        var kept = CredentialId.New();
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        Connections.FindExistingAsync(default, default!, default!, Cancellation).ReturnsForAnyArgs((Connection?)null);
        Credentials.KeepPendingAsync(default, default(Secret)!, default!, Cancellation).ReturnsForAnyArgs(kept);
        Connections.ReplaceCredentialAsync(default!, default, Cancellation).ReturnsForAnyArgs(call => call.Arg<Connection>());

        var page = await RotateAsync("token-of-mine");

        await page.WaitForAssertionAsync(() => page.Has("connection-rotated").ShouldBeTrue());
        page.Has("connection-rotate-form").ShouldBeFalse();
        await Connections.Received(1).ReplaceCredentialAsync(Arg.Is<Connection>(changed => changed.Credential == kept), Connection.Credential, Arg.Any<CancellationToken>());
        Services.GetRequiredService<IPolling>().Received(1).Resume(Connection.Id);
        Webhooks.Received(1).RequestSync();
        page.Markup.ShouldNotContain("token-of-mine");
    }

    [Fact]
    public async Task A_refused_token_is_told_at_its_field_and_the_old_one_stays()
    {
        var refused = Passed().Items.Select(item => item.Code == CheckItemId.Token ? item with { State = CheckItemState.Failed, Problem = new Problem(ProblemCode.TokenExpired) } : item);
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new CheckResult([.. refused], Samples.Target, null));

        var page = await RotateAsync("token-of-mine");

        await page.WaitForAssertionAsync(() => page.TextOf("field-error-token").ShouldContain("expired"));
        await Credentials.DidNotReceiveWithAnyArgs().KeepPendingAsync(default, default(Secret)!, default!, Cancellation);
        await Connections.DidNotReceiveWithAnyArgs().ReplaceCredentialAsync(default!, default, Cancellation);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task What_can_be_no_token_is_not_sent(string token)
    {
        var page = await RotateAsync(token);

        page.Has("field-error-token").ShouldBeTrue();
        await _check.DidNotReceiveWithAnyArgs().RunAsync(default!, default!, Cancellation);
    }

    [Theory]
    [InlineData(ProblemCode.TokenRefused, false, true)]
    [InlineData(ProblemCode.CredentialNeeded, false, true)]
    [InlineData(ProblemCode.TimedOut, false, false)]
    [InlineData(ProblemCode.NotAMember, true, false)]
    public void A_token_that_does_not_work_leads_to_the_field_for_another(ProblemCode code, bool isAccount, bool isOffered)
    {
        Accounts.FindOfConnectionAsync(default, Cancellation).ReturnsForAnyArgs(isAccount ? CloudFixture.Ada : null);
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(Connection with { Health = ConnectionHealth.Failed, LastProblem = code });

        Show(Connection).Has("connection-rotate-offer").ShouldBe(isOffered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_link_to_the_field_opens_it_where_there_is_a_token(bool isAccount)
    {
        Accounts.FindOfConnectionAsync(default, Cancellation).ReturnsForAnyArgs(isAccount ? CloudFixture.Ada : null);
        Services.GetRequiredService<NavigationManager>().NavigateTo(ConnectionPage.RotateUrl(Connection.Id));

        Show(Connection).Has("rotate-token").ShouldBe(!isAccount);
    }

    [Fact]
    public async Task Deleting_needs_the_name()
    {
        var page = Show(Connection);
        await ChooseAsync(page, "connection-delete");
        page.Part("confirm").HasAttribute("disabled").ShouldBeTrue();
        await page.Part("confirm-name").InputAsync("Werk 1");
        page.Part("confirm").HasAttribute("disabled").ShouldBeFalse();
    }

    private static CheckResult Passed() => new(
        [.. Enum.GetValues<CheckItemId>().Select(id => new CheckItem(id, CheckItemState.Passed))], Samples.Target, Samples.Facts());

    private IEnumerable<ConnectionId> RecordedIds() => Connections.ReceivedCalls()
        .Where(call => call.GetMethodInfo().Name == nameof(IConnectionStore.RecordCheckAsync))
        .Select(call => call.GetArguments().OfType<ConnectionId>().Single());

    private IRenderedComponent<ConnectionPage> Show(Connection connection) =>
        Render<ConnectionPage>(parameters => parameters.Add(page => page.IdText, connection.Id.ToString()));

    private Connection InCloud => Connection with { Target = _cloud.Setup.TargetOf("spacetech") };

    private async Task<IRenderedComponent<ConnectionPage>> ReplaceAsync(params CloudAccount[] accounts)
    {
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(InCloud);
        Connections.FindExistingAsync(default, default!, default!, Cancellation).ReturnsForAnyArgs((Connection?)null);
        Accounts.ListAsync(default, Cancellation).ReturnsForAnyArgs(accounts is [] ? [CloudFixture.Ada] : accounts);
        Accounts.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(CloudFixture.Ada);
        var page = Show(InCloud);
        await ChooseAsync(page, "connection-replace");
        await page.WaitForAssertionAsync(() => page.Has("connection-replace-form").ShouldBeTrue());
        return page;
    }

    private async Task<IRenderedComponent<ConnectionPage>> RotateAsync(string token)
    {
        var page = Show(Connection);
        await ChooseAsync(page, "connection-rotate");
        await page.ChangeAsync("rotate-token", token);
        await page.SubmitAsync();
        return page;
    }

    private async Task ChooseAsync(IRenderedComponent<ConnectionPage> page, string entry)
    {
        await page.ClickAsync("[data-testid=connection-menu] button");
        await _menus.WaitForAssertionAsync(() => _menus.Has(entry).ShouldBeTrue());
        await _menus.ClickAsync($"[data-testid={entry}]");
    }
}
