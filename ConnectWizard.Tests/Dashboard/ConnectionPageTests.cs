using Bunit;
using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Forms;
using ConnectWizard.Notifications;
using ConnectWizard.Profiles;
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
        Services.AddSingleton(_cloud.Tokens).AddSingleton(_cloud.Setup).AddSingleton(Substitute.For<IRepositoryGateway>()).AddSingleton(Substitute.For<IRepositoryRefs>()).AddSingleton(Substitute.For<IServiceHooksGateway>()).AddSingleton(Substitute.For<IAzureDevOpsGateway>()).AddSingleton(Substitute.For<IHookStore>()).AddTransient<ProfileDryRun>().AddTransient<CredentialDryRun>().AddTransient<ProfileMove>().AddSingleton(new SampleConnections());
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
        Connections.ReplaceCredentialAsync(default!, default, default!, Cancellation).ReturnsForAnyArgs(problem);

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
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(InCloud with { Health = ConnectionHealth.Failed, LastProblem = code, CredentialType = CredentialType.Secret });

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
    public void The_history_says_since_when_and_why_and_that_the_daily_check_is_paused()
    {
        var since = DateTimeOffset.UtcNow.AddDays(-2.5);
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(
            Connection with { Health = ConnectionHealth.Failed, LastProblem = ProblemCode.TokenRefused, HealthSince = since, CheckPausedAt = since });
        Connections.ListHealthAsync(default, default, Cancellation).ReturnsForAnyArgs(
        [
            Change(HealthChangeKind.Paused, ConnectionHealth.Failed, ProblemCode.TokenRefused),
            Change(HealthChangeKind.Health, ConnectionHealth.Failed, ProblemCode.TokenRefused),
            Change(HealthChangeKind.Repository, ConnectionHealth.Good, null, "a/<b> → a/c"),
            .. Enumerable.Range(0, 9).Select(_ => Change(HealthChangeKind.Health, ConnectionHealth.Good, null)),
        ]);

        var page = Show(Connection);

        page.TextOf("health-since").ShouldBe("for 2 days");
        page.TextOf("check-paused").ShouldContain("three times in a row");
        var rows = page.FindAll("[data-testid=health-row]");
        rows.Count.ShouldBe(12);
        rows[1].TextContent.ShouldContain("does not accept the token");
        rows[2].TextContent.ShouldContain("Repository renamed: a/<b> → a/c");
        page.FindAll("details [data-testid=health-row]").Count.ShouldBe(7);

        static HealthChange Change(HealthChangeKind kind, ConnectionHealth health, ProblemCode? problem, string? detail = null) =>
            new() { At = DateTimeOffset.UnixEpoch, Kind = kind, Health = health, Problem = problem, Detail = detail };
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
        page.Find("[data-testid=connection-expiry] [role=status]").TextContent.ShouldBe("Saved.");
    }

    [Theory]
    [InlineData("60", true)]
    [InlineData(ExpiryForm.OnDate, false)]
    public async Task The_audit_trail_has_the_old_end_and_the_new_one_and_nothing_where_they_are_the_same(string choice, bool isChanged)
    {
        var end = CredentialExpiry.OfDay(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(40));
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(Connection with { Expiry = end });
        var (audit, details) = (Services.GetRequiredService<IAuditTrail>(), new List<string?>());
        await audit.AppendAsync(Arg.Do<AuditEvent>(happened => details.Add(happened.Detail)), Arg.Any<CancellationToken>());
        var page = Show(Connection);

        await page.ClickAsync("[data-testid=expiry-change]");
        await page.ChangeAsync("change-expiry", choice);
        await page.SubmitAsync();

        details.OfType<string>().ShouldBe(isChanged ? [$"{end.EndsAt:yyyy-MM-dd} → {end.EndsAt.AddDays(20):yyyy-MM-dd}"] : []);
        Connections.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(IConnectionStore.ChangeExpiryAsync)).ShouldBe(isChanged ? 1 : 0);
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

    [Fact]
    public async Task An_address_typed_for_one_connection_is_not_offered_to_another()
    {
        (Mail.Host, Mail.From) = ("mail.spacetech.example", "wizard@spacetech.example");
        var page = Show(Connection);
        await page.ChangeAsync("recipient-address", "grace@spacetech.example");

        page.Render(parameters => parameters.Add(one => one.IdText, Other.Id.ToString()));

        page.Part("recipient-address").GetAttribute("value").ShouldBeNullOrEmpty();
        await Recipients.Received(1).ListAsync(Other.Workspace, Other.Id, Arg.Any<CancellationToken>());
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
        page.FindAll("[role=status] [data-testid=connection-renamed]").Count.ShouldBe(isValid ? 1 : 0);
    }

    [Fact]
    public async Task A_new_token_that_passes_takes_the_place_of_the_old_one()
    {
        var kept = CredentialId.New();
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        Connections.FindExistingAsync(default, default!, default!, Cancellation).ReturnsForAnyArgs((Connection?)null);
        Credentials.KeepPendingAsync(default, default(Secret)!, default!, Cancellation).ReturnsForAnyArgs(kept);
        Connections.ReplaceCredentialAsync(default!, default, default!, Cancellation).ReturnsForAnyArgs(call => call.Arg<Connection>());

        var page = await RotateAsync("token-of-mine");
        await page.WaitForAssertionAsync(() => page.Has("dryrun-apply").ShouldBeTrue());
        await Connections.DidNotReceiveWithAnyArgs().ReplaceCredentialAsync(default!, default, default!, Cancellation);
        await page.ClickAsync("[data-testid=dryrun-apply]");

        await page.WaitForAssertionAsync(() => page.Has("connection-rotated").ShouldBeTrue());
        page.Has("connection-rotate-form").ShouldBeFalse();
        await Connections.Received(1).ReplaceCredentialAsync(Arg.Is<Connection>(changed => changed.Credential == kept), Connection.Credential, Arg.Any<IReadOnlyList<RepositoryChoice>>(), Arg.Any<CancellationToken>());
        Services.GetRequiredService<IPolling>().Received(1).Resume(Connection.Id);
        Webhooks.Received(1).RequestSync();
        page.Markup.ShouldNotContain("token-of-mine");
    }

    [Fact]
    public async Task A_replacement_is_undone_at_a_press_and_then_checked()
    {
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        KeepsFormer();
        var end = CredentialExpiry.OfDay(new DateOnly(2027, 1, 31));
        Connections.UndoReplacementAsync(default, default, default, Cancellation).ReturnsForAnyArgs(Connection with { Expiry = end });
        var (audit, told) = (Services.GetRequiredService<IAuditTrail>(), new List<string?>());
        await audit.AppendAsync(Arg.Do<AuditEvent>(happened => told.Add($"{happened.Action} {happened.Detail}")), Arg.Any<CancellationToken>());

        var page = Show(Connection);
        page.TextOf("former-credential").ShouldContain("Ada");
        await page.ClickAsync("[data-testid=dryrun-undo]");

        await page.WaitForAssertionAsync(() => RecordedIds().ShouldBe([Connection.Id]));
        await Connections.Received(1).UndoReplacementAsync(Connection.Workspace, Connection.Id, Connection.Credential, Arg.Any<CancellationToken>());
        Services.GetRequiredService<IPolling>().Received(1).Resume(Connection.Id);
        Webhooks.Received(1).RequestSync();
        page.Has("former-credential").ShouldBeFalse();
        page.Find("[role=status] [data-testid=connection-undone]").TextContent.ShouldContain("Undone. The connection works as Ada");
        told.Contains("CredentialExpiryChanged no known end → 2027-01-31", StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_replaced_is_forgotten_at_a_press()
    {
        KeepsFormer();

        var page = Show(Connection);
        await page.ClickAsync("[data-testid=dryrun-forget]");

        await page.WaitForAssertionAsync(() => page.Has("former-credential").ShouldBeFalse());
        await Connections.Received(1).ForgetFormerAsync(Connection.Workspace, Connection.Id, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task What_would_stop_working_comes_first_and_is_counted_before_the_press()
    {
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        Connections.FindExistingAsync(default, default!, default!, Cancellation).ReturnsForAnyArgs((Connection?)null);
        SeesAllButTheLast(3);

        var page = await RotateAsync("token-of-mine");

        await page.WaitForAssertionAsync(() => page.FindAll("[data-testid=dryrun-row]").Count.ShouldBe(3));
        page.FindAll("[data-testid=dryrun-row]").Select(row => row.GetAttribute("data-state")).ShouldBe(["missing", "works", "works"]);
        page.FindAll("[data-testid=dryrun-row]")[0].TextContent.ShouldContain("Flüge planen in Bahn is not there");
        page.Find("#dryrun-title").TextContent.ShouldContain("1 of 3");
        page.TextOf("dryrun-apply").ShouldBe("Replace anyway");
        page.Part("dryrun-apply").ClassList.Contains("mud-button-filled").ShouldBeFalse();
    }

    [Fact]
    public async Task Profiles_move_to_a_connection_that_sees_their_repositories()
    {
        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs([Connection, Other]);
        SeesAllButTheLast(2);
        Profiles.MoveAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(1);
        Recipients.ListAsync(default, default, Cancellation).ReturnsForAnyArgs(call => call.Arg<ConnectionId>() == Other.Id ? [Confirmed("eve@spacetech.example")] : [Confirmed("ada@spacetech.example"), Confirmed("Eve@spacetech.example")]);
        var page = Show(Connection);

        await ChooseAsync(page, "profiles-move");
        await page.WaitForAssertionAsync(() => page.FindAll("[data-testid=move-target]").ShouldHaveSingleItem().GetAttribute("data-name").ShouldBe("Werk 2"));
        await page.ClickAsync("[data-testid=move-try]");
        await page.WaitForAssertionAsync(() => page.TextOf("move-apply").ShouldBe("Move 1 build profile"));
        page.TextOf("move-mail").ShouldBe("ada@spacetech.example gets mail about Werk 1, not about Werk 2. Addresses don’t move along: add it under Notifications of Werk 2 after the move.");
        page.Part("move-apply").ClassList.Contains("mud-button-filled").ShouldBeFalse();
        await page.ClickAsync("[data-testid=move-apply]");

        await page.WaitForAssertionAsync(() => page.Has("profiles-move-form").ShouldBeFalse());
        await Profiles.Received(1).MoveAsync(
            Arg.Is<Connection>(from => from.Id == Connection.Id), Other, Arg.Is<IReadOnlyDictionary<ProfileId, RepositoryChoice>>(moved => moved.Count == 1), Arg.Any<CancellationToken>());
        Services.GetRequiredService<IPolling>().Received(1).Resume(Other.Id);
        Webhooks.Received(1).RequestSync();
        page.TextOf("connection-moved").ShouldContain("1 build profile uses Werk 2 now.");
        page.Find("[data-testid=connection-moved] a").GetAttribute("href").ShouldBe($"/connections/{Other.Id}#notifications");
    }

    [Fact]
    public async Task A_server_that_is_not_trusted_is_told_with_the_fix()
    {
        CheckItem failed = new(CheckItemId.Tls, CheckItemState.Failed) { Problem = new Problem(ProblemCode.TlsSelfSigned) };
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new CheckResult([failed], Samples.Target, null));
        var page = Show(Connection);

        await ChooseAsync(page, "connection-address");
        await page.ChangeAsync("server-url", "https://devops.spacetech.example");
        await page.ChangeAsync("server-collection", "DefaultCollection");
        await page.ChangeAsync("server-token", "token-of-mine");
        await page.SubmitAsync();

        await page.WaitForAssertionAsync(() => page.TextOf("field-error-url").ShouldContain("is self-signed."));
        page.TextOf("field-error-url").ShouldContain("Network:TrustedCertificates");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_goes_along_to_a_renamed_organization_only_if_it_is_the_same(bool isSame)
    {
        var instance = Guid.NewGuid();
        var page = await ShowRenamedAsync(instance);
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed() with { Facts = Samples.Facts() with { InstanceId = isSame ? instance : Guid.NewGuid() } });
        page.Has("server-token").ShouldBeFalse();

        await page.ChangeAsync("address-organization", "spacetech-new");
        await page.SubmitAsync();
        await page.WaitForAssertionAsync(() => page.FindAll("#dryrun-title").Count.ShouldBe(1));

        page.Has("dryrun-apply").ShouldBe(isSame);
        if (!isSame)
        {
            page.Markup.ShouldContain("spacetech-new is another organization");
            return;
        }

        await page.ClickAsync("[data-testid=dryrun-apply]");
        await page.WaitForAssertionAsync(() => page.Has("connection-address-form").ShouldBeFalse());
        await Credentials.Received(1).KeepPendingAsync(Connection.Workspace, CloudFixture.Ada.Id, Arg.Is<ServerTarget>(target => target.Collection == "spacetech-new"), Arg.Any<CancellationToken>());
        await Connections.Received(1).ReplaceCredentialAsync(
            Arg.Is<Connection>(changed => changed.Target.Collection == "spacetech-new"), Connection.Credential, Arg.Any<IReadOnlyList<RepositoryChoice>>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Without_a_known_id_of_the_organization_a_token_is_asked_for()
    {
        var page = await ShowRenamedAsync(null);
        await page.ChangeAsync("address-organization", "spacetech-new");
        await page.SubmitAsync();

        page.Has("field-error-token").ShouldBeTrue();
        await _check.DidNotReceiveWithAnyArgs().RunAsync(default!, default!, Cancellation);
    }

    [Fact]
    public async Task The_stored_token_is_not_taken_to_another_address()
    {
        var page = Show(Connection);
        await ChooseAsync(page, "connection-address");
        await page.ChangeAsync("server-url", "https://devops.spacetech.example");
        await page.SubmitAsync();

        page.Has("field-error-token").ShouldBeTrue();
        await Credentials.DidNotReceiveWithAnyArgs().OpenAsync(default, default, default!, Cancellation);
        await _check.DidNotReceiveWithAnyArgs().RunAsync(default!, default!, Cancellation);
    }

    [Fact]
    public async Task The_end_that_was_entered_is_kept_at_another_address()
    {
        var end = CredentialExpiry.OfDay(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(40));
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(Connection with { Expiry = end });
        Connections.FindExistingAsync(default, default!, default!, Cancellation).ReturnsForAnyArgs((Connection?)null);
        Connections.ReplaceCredentialAsync(default!, default, default!, Cancellation).ReturnsForAnyArgs(call => call.Arg<Connection>());
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(Passed());
        var page = Show(Connection);
        await ChooseAsync(page, "connection-address");

        page.Part("address-expiry-date").GetAttribute("value").ShouldBe($"{end.EndsAt:yyyy-MM-dd}");
        await page.ChangeAsync("server-collection", "Main");
        await page.ChangeAsync("server-token", "token-of-mine");
        await page.SubmitAsync();
        await page.WaitForAssertionAsync(() => page.Has("dryrun-apply").ShouldBeTrue());
        await page.ClickAsync("[data-testid=dryrun-apply]");

        await page.WaitForAssertionAsync(() => page.Has("connection-address-form").ShouldBeFalse());
        await Connections.Received(1).ReplaceCredentialAsync(
            Arg.Is<Connection>(changed => changed.Expiry == end), Connection.Credential, Arg.Any<IReadOnlyList<RepositoryChoice>>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_refused_token_is_told_at_its_field_and_the_old_one_stays()
    {
        var refused = Passed().Items.Select(item => item.Code == CheckItemId.Token ? item with { State = CheckItemState.Failed, Problem = new Problem(ProblemCode.TokenExpired) } : item);
        _check.RunAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new CheckResult([.. refused], Samples.Target, null));

        var page = await RotateAsync("token-of-mine");

        await page.WaitForAssertionAsync(() => page.TextOf("field-error-token").ShouldContain("expired"));
        await Credentials.DidNotReceiveWithAnyArgs().KeepPendingAsync(default, default(Secret)!, default!, Cancellation);
        await Connections.DidNotReceiveWithAnyArgs().ReplaceCredentialAsync(default!, default, default!, Cancellation);
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

    private void SeesAllButTheLast(int count)
    {
        Profiles.ListOfConnectionAsync(default, default, Cancellation).ReturnsForAnyArgs([.. Enumerable.Range(0, count).Select(Numbered)]);
        Services.GetRequiredService<IRepositoryGateway>().FindRepositoryAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(call =>
            call.ArgAt<string>(3) == Numbered(count - 1).Repository.Id.ToString("D")
                ? new Problem(ProblemCode.RepositoryUnknown)
                : new Repository(Numbered(0).Repository.Id, "core", Guid.Empty, "Bahn", "main", false, false, null));
        Services.GetRequiredService<IRepositoryRefs>().FindHeadAsync(default!, default!, default, default, default!, Cancellation).ReturnsForAnyArgs(new BranchHead(Build().Commit));
        Services.GetRequiredService<IServiceHooksGateway>().AskPermissionAsync(default!, default!, default, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.WebhooksUnknown));
        Services.GetRequiredService<IAzureDevOpsGateway>().AskGitAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(new GitAnswer(1, []));
    }

    private async Task<IRenderedComponent<ConnectionPage>> ShowRenamedAsync(Guid? instance)
    {
        var connection = InCloud with { Facts = InCloud.Facts with { InstanceId = instance } };
        Accounts.FindOfConnectionAsync(default, Cancellation).ReturnsForAnyArgs(CloudFixture.Ada);
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(connection);
        Connections.FindExistingAsync(default, default!, default!, Cancellation).ReturnsForAnyArgs((Connection?)null);
        Credentials.KeepPendingAsync(default, default(AccountId), default!, Cancellation).ReturnsForAnyArgs(CredentialId.New());
        Connections.ReplaceCredentialAsync(default!, default, default!, Cancellation).ReturnsForAnyArgs(call => call.Arg<Connection>());
        var page = Show(connection);
        await ChooseAsync(page, "connection-address");
        await page.WaitForAssertionAsync(() => page.Has("connection-address-form").ShouldBeTrue());
        return page;
    }

    private void KeepsFormer()
    {
        FormerCredential? former = new(CredentialId.New(), Connection.Target, Connection.Facts, DateTimeOffset.UtcNow.AddHours(5));
        Connections.FindFormerAsync(default, default, Cancellation).ReturnsForAnyArgs(former);
    }

    private NotificationRecipient Confirmed(string address) => new()
    {
        Id = Guid.NewGuid(),
        Workspace = Connection.Workspace,
        Connection = Connection.Id,
        Address = address,
        AddedAt = DateTimeOffset.UnixEpoch,
        ConfirmedAt = DateTimeOffset.UnixEpoch,
    };

    private static BuildProfile Numbered(int number) => Samples.Profile($"Profile {number}") with
    {
        Repository = Samples.Repository with { Id = new Guid(number + 1, 0, 0, new byte[8]) },
        TriggerSource = TriggerSource.Polling,
    };

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
