using Bunit;
using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
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

    public ConnectionPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Other = Samples.Connection(CredentialId.New(), "Werk 2");
        Connections.FindAsync(default, default, default).ReturnsForAnyArgs(call =>
            call.Arg<ConnectionId>() == Other.Id ? Other : Connection with { Name = RecordedIds().Any() ? "Werk 1, checked" : "Werk 1" });
        Profiles.ListOfConnectionAsync(default, default, default).ReturnsForAnyArgs([]);
        Services.AddSingleton(_check).AddScoped<PageScript>();
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

    private async Task ChooseAsync(IRenderedComponent<ConnectionPage> page, string entry)
    {
        await page.ClickAsync("[data-testid=connection-menu] button");
        await _menus.WaitForAssertionAsync(() => _menus.Has(entry).ShouldBeTrue());
        await _menus.ClickAsync($"[data-testid={entry}]");
    }
}
