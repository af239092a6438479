using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Dashboard;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

public sealed class RecipientLinkPageTests : PageContext
{
    private readonly IAuditTrail _audit;
    private NotificationRecipient? _recipient;

    public RecipientLinkPageTests()
    {
        _recipient = new NotificationRecipient
        {
            Id = Guid.CreateVersion7(),
            Workspace = Connection.Workspace,
            Connection = Connection.Id,
            Address = "ada@spacetech.example",
            AddedAt = DateTimeOffset.UnixEpoch,
        };
        Recipients.FindAsync(default, default).ReturnsForAnyArgs(call => _recipient?.Id == call.Arg<Guid>() ? _recipient : null);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _audit = Services.GetRequiredService<IAuditTrail>();
    }

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    private RecipientLinks Made => Services.GetRequiredService<RecipientLinks>();

    private Uri Confirmation => Made.ConfirmationOf(new Uri("http://localhost/"), _recipient!);

    private Uri Stop => Made.StopOf(new Uri("http://localhost/"), _recipient!);

    [Fact]
    public async Task Nothing_happens_until_Confirm_is_pressed()
    {
        var page = Show(Confirmation);
        page.Find("h1").TextContent.ShouldBe("Confirm notifications");
        page.Markup.ShouldContain("After you confirm, ada@spacetech.example gets mail when the connection Werk 1 breaks");
        await NothingIsDoneAsync();

        await page.ClickAsync("[data-testid=recipient-confirm]");

        page.Find("h1").TextContent.ShouldBe("Confirmed");
        page.Has("recipient-confirm").ShouldBeFalse();
        await Recipients.Received(1).ConfirmAsync(Arg.Is<NotificationRecipient>(confirmed => confirmed.Id == _recipient!.Id && confirmed.ConfirmedAt != null), Arg.Any<CancellationToken>());
        await Recipients.DidNotReceiveWithAnyArgs().RemoveAsync(default!, Cancellation);
        await _audit.Received(1).AppendAsync(Arg.Is<AuditEvent>(happened => happened.Action == AuditAction.RecipientConfirmed && happened.Connection == Connection.Id), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Nothing_happens_until_Stop_is_pressed()
    {
        var page = Show(Stop);
        page.Find("h1").TextContent.ShouldBe("Stop notifications");
        page.Markup.ShouldContain("After you stop them, ada@spacetech.example no longer gets mail");
        await NothingIsDoneAsync();

        await page.ClickAsync("[data-testid=recipient-stop]");

        page.Find("h1").TextContent.ShouldBe("Stopped");
        await Recipients.Received(1).RemoveAsync(_recipient!, Arg.Any<CancellationToken>());
        await Recipients.DidNotReceiveWithAnyArgs().ConfirmAsync(default!, Cancellation);
    }

    [Fact]
    public async Task Whoever_has_the_link_stops_it_in_whatever_workspace_their_browser_works()
    {
        Browser.Workspace.Returns(new WorkspaceId(Guid.NewGuid()));

        await Show(Stop).ClickAsync("[data-testid=recipient-stop]");

        await Recipients.Received(1).RemoveAsync(Arg.Is<NotificationRecipient>(removed => removed.Workspace == Connection.Workspace), Arg.Any<CancellationToken>());
    }

    [Fact]
    public void Without_a_circuit_nothing_can_be_pressed()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        Show(Confirmation).Part("recipient-confirm").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_that_was_used_says_that_it_was()
    {
        _recipient = _recipient! with { ConfirmedAt = DateTimeOffset.UnixEpoch };

        var page = Show(Confirmation);

        (page.Find("h1").TextContent, page.Has("recipient-confirm")).ShouldBe(("Confirmed", false));
        await NothingIsDoneAsync();
        Show(Stop).Has("recipient-stop").ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_that_does_not_work_says_so()
    {
        var foreign = new RecipientLinks(new EphemeralDataProtectionProvider());
        string[] links =
        [
            foreign.ConfirmationOf(new Uri("http://localhost/"), _recipient!).PathAndQuery,
            foreign.StopOf(new Uri("http://localhost/"), _recipient!).PathAndQuery,
            Confirmation.PathAndQuery.Replace("/confirm/", "/stop/", StringComparison.Ordinal),
            Stop.PathAndQuery.Replace("/stop/", "/confirm/", StringComparison.Ordinal),
            Confirmation.PathAndQuery[..^2],
            "/notifications/confirm/nothing",
        ];

        foreach (var link in links)
        {
            var page = Show(new Uri(new Uri("http://localhost/"), link));
            page.Find("h1").TextContent.ShouldBe("This link doesn't work", link);
            page.Markup.ShouldContain("Nothing was changed");
            page.FindAll("button").ShouldBeEmpty();
            page.Markup.ShouldNotContain("spacetech");
        }

        await NothingIsDoneAsync();
    }

    [Fact]
    public void A_link_of_an_address_or_a_connection_that_is_gone_says_so()
    {
        var (confirmation, stop) = (Confirmation, Stop);
        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs((Connection?)null);
        Show(confirmation).Find("h1").TextContent.ShouldBe("This link doesn't work");

        Connections.FindAsync(default, default, Cancellation).ReturnsForAnyArgs(Connection);
        _recipient = null;
        Show(confirmation).Find("h1").TextContent.ShouldBe("This link doesn't work");
        var stopped = Show(stop);
        stopped.Find("h1").TextContent.ShouldBe("Stopped");
        stopped.Markup.ShouldContain("No more mail about the connection comes to it");
        stopped.FindAll("button").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_that_was_removed_while_the_page_was_open_is_not_confirmed(bool isStop)
    {
        var page = Show(isStop ? Stop : Confirmation);
        _recipient = null;

        await page.ClickAsync("button");

        page.Find("h1").TextContent.ShouldBe(isStop ? "Stopped" : "This link doesn't work");
        await NothingIsDoneAsync();
    }

    private async Task NothingIsDoneAsync()
    {
        await Recipients.DidNotReceiveWithAnyArgs().ConfirmAsync(default!, Cancellation);
        await Recipients.DidNotReceiveWithAnyArgs().RemoveAsync(default!, Cancellation);
        await _audit.DidNotReceiveWithAnyArgs().AppendAsync(default!, Cancellation);
    }

    private IRenderedComponent<RecipientLinkPage> Show(Uri link)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(link.PathAndQuery);
        return Render<RecipientLinkPage>(parameters => parameters.Add(page => page.Token, link.Segments[^1]));
    }
}
