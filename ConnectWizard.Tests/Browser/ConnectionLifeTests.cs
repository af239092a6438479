using ConnectWizard.Browser.Pages;
using ConnectWizard.Browser.Walk;
using ConnectWizard.Notifications;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ConnectWizard.Browser;

/// <summary>The life of a connection whose token ends, as its owner sees it over two months, with mails and pages.</summary>
public sealed class ConnectionLifeTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private readonly LocatorAssertionsToHaveAttributeOptions _slowly = new() { Timeout = 60_000 };
    private MovedApp _app = null!;

    private ILocator Health => Page.Locator("[data-health]").First;

    private protected override bool HasWorld => false;

    private protected override ReducedMotion Motion => ReducedMotion.NoPreference;

    [Fact]
    [Trait("Kind", "Deep")]
    public async Task A_token_that_ends_is_warned_of_noticed_and_replaced()
    {
        var judge = new PageJudge(1280, isWhole: false);
        await PageJudge.WatchAsync(Page.Context);
        await ConnectAsync("Mission Control", "mission-control");
        await ConnectAsync("Simulation", "six-dof");
        var connection = await OpenConnectionAsync();

        await ConfirmAsync(judge, connection);
        await WarnsAsync(judge, connection);
        await EndsAsync(judge, connection);
        await IsReplacedAsync(judge, connection);

        judge.Findings.ShouldBeEmpty();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _app.DisposeAsync();
    }

    private protected override async Task<Uri> StartAsync()
    {
        _app = await MovedApp.StartAsync();
        return _app.Client.BaseAddress!;
    }

    /// <summary>The address is offered, entered, and confirmed by the link in the mail.</summary>
    private async Task ConfirmAsync(PageJudge judge, string connection)
    {
        await Page.GetByTestId("recipient-address").FillAsync("ada@elsewhere.example");
        await Page.GetByTestId("recipient-add").ClickAsync();
        await Expect(Page.GetByTestId("field-error-recipient")).ToContainTextAsync("spacetech.example");
        await Page.GetByTestId("recipient-address").FillAsync("ada@spacetech.example");
        await Page.GetByTestId("recipient-add").ClickAsync();
        await Expect(Page.GetByTestId("recipient-row")).ToHaveAttributeAsync("data-state", "waiting");
        await _app.NotifyAsync();

        await Page.GotoAsync(new Uri(_app.LinkOf("confirm")).PathAndQuery);
        await Expect(Page.GetByTestId("recipient-confirm")).ToBeEnabledAsync();
        await judge.VisitAsync(Page, "notifications confirm", Page.GetByTestId("recipient-confirm"));
        await Page.GetByTestId("recipient-confirm").ClickAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync("Confirmed");
        await GoAsync(connection);
        await Expect(Page.GetByTestId("recipient-row")).ToHaveAttributeAsync("data-state", "confirmed");
    }

    private async Task WarnsAsync(PageJudge judge, string connection)
    {
        await _app.PassAsync(days: 46);
        _app.Subjects[^1].ShouldStartWith("SpaceTech: Token ends in 14 days");
        _app.Posted.Last().ShouldBe("connectwizard.credential.ending");
        await GoAsync("/");
        await Expect(Page.GetByTestId("attention")).ToContainTextAsync("Token ends in 14 days");
        await GoAsync(connection);
        await judge.VisitAsync(Page, "connection that ends", Page.GetByTestId("connection-menu"));
    }

    private async Task EndsAsync(PageJudge judge, string connection)
    {
        await _app.PassAsync(days: 13.5);
        _app.Emulator.ExpireToken("reader");
        await _app.PassAsync(days: 1.5);
        _app.Posted.TakeLast(2).ShouldBe(["connectwizard.connection.failed", "connectwizard.credential.ended"]);
        await GoAsync(connection);
        await Expect(Health).ToHaveAttributeAsync("data-health", "failed");
        await Expect(Page.GetByTestId("problem")).ToHaveAttributeAsync("data-code", "token-expired");
        await judge.VisitAsync(Page, "connection that ended", Page.GetByTestId("connection-menu"));
    }

    /// <summary>By a token that sees one of both repositories at first, and by one that sees them all then.</summary>
    private async Task IsReplacedAsync(PageJudge judge, string connection)
    {
        await Page.GetByTestId("connection-rotate-offer").ClickAsync();
        await TryAsync("contractor");
        await Expect(Page.Locator("[data-testid=dryrun-row][data-state=missing]")).ToHaveCountAsync(1);
        await judge.VisitAsync(Page, "connection dry run of a life", Page.GetByTestId("dryrun-apply"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Try another" }).ClickAsync();
        await TryAsync("developer");
        await Expect(Page.Locator("[data-testid=dryrun-row][data-state=works]")).ToHaveCountAsync(2);
        await Page.GetByTestId("dryrun-apply").ClickAsync();
        await Expect(Page.GetByTestId("connection-rotated")).ToBeVisibleAsync();
        await Expect(Health).Not.ToHaveAttributeAsync("data-health", "failed");

        await _app.NotifyAsync();
        _app.Posted.TakeLast(2).ShouldBe(["connectwizard.connection.recovered", "connectwizard.credential.renewed"]);
        await GoAsync($"/notifications?connection={connection.Split('/')[^1]}");
        await Expect(Page.Locator("[data-testid=notification-row][data-kind=ConnectionRecovered][data-state=sent]")).ToHaveCountAsync(2);
        await judge.VisitAsync(Page, "notifications of a connection");
        await GoAsync("/audit");
        await Expect(Page.GetByTestId("audit-state")).ToHaveAttributeAsync("data-state", "verified");
        // Connecting the second repository replaced the token, too.
        var replaced = Page.Locator("[data-testid=audit-row][data-action=CredentialReplaced]");
        await Expect(replaced).ToHaveCountAsync(2);
        await Expect(replaced.Filter(new() { HasText = "Amara Okafor → Mei-Ling Tan" })).ToHaveCountAsync(1);
    }

    private async Task TryAsync(string token)
    {
        await Page.GetByTestId("rotate-token").FillAsync(_app.Token(token));
        await Page.GetByTestId("rotate-submit").ClickAsync();
        await Expect(Page.GetByTestId("dryrun-apply")).ToBeEnabledAsync(new() { Timeout = 60_000 });
    }

    /// <summary>The second time, with the connection that is there.</summary>
    private async Task ConnectAsync(string project, string repository)
    {
        var form = await Wizard.StartServerAsync();
        await form.FillAsync("SpaceTech", DemoWorld.Server, "DefaultCollection", _app.Token("reader"));
        await Page.GetByTestId("server-token-expiry").SelectOptionAsync("60");
        var check = await form.SubmitAsync();
        await check.ShouldPassAsync();
        var picker = await check.ContinueAsync();
        await picker.ChooseAsync(repository);
        await Wizard.Review.ProfileName.FillAsync(project);
        await Wizard.Review.CreateAndOpenAsync();
    }

    private async Task<string> OpenConnectionAsync()
    {
        await GoAsync("/");
        await Expect(Page.GetByTestId("connection-row")).ToHaveAttributeAsync("data-name", "SpaceTech", _slowly);
        await Page.Locator("[data-testid=connection-row] a").First.ClickAsync();
        await Page.ArriveAtAsync("connections");
        return new Uri(Page.Url).AbsolutePath;
    }

    private async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("[data-interactive=true]").WaitForAsync();
    }
}
