using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Storage;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard;

public sealed class HomePageTests : PageContext
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public void However_many_profiles_there_are_each_store_is_read_once()
    {
        BuildProfile[] profiles = [.. Enumerable.Range(0, 20).Select(number => Samples.Profile($"Profile {number}") with { Connection = Connection.Id })];
        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs([Connection]);
        Profiles.ListAsync(default, Cancellation).ReturnsForAnyArgs(profiles);
        Webhooks.ListAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(
            profiles.ToDictionary(profile => profile.Id, _ => new WebhookSummary(WebhookHealth.Working, null, null, null, CanRepair: false)));
        foreach (var substitute in new object[] { Connections, Profiles, Webhooks })
            substitute.ClearReceivedCalls();

        var page = Render<HomePage>();

        page.FindAll("[data-testid=connection-row] li").Count.ShouldBe(20);
        page.FindComponents<WebhookChip>().Count.ShouldBe(20);
        (Connections.ReceivedCalls().Count(), Profiles.ReceivedCalls().Count(), Webhooks.ReceivedCalls().Count()).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task A_page_that_is_left_while_it_reads_ends_quietly()
    {
        var reading = new TaskCompletionSource<IReadOnlyList<Connection>>();
        var next = new TaskCompletionSource<CancellationToken>();
        Connections.ListAsync(default, Cancellation).ReturnsForAnyArgs(reading.Task);
        Profiles.ListAsync(default, Cancellation).ReturnsForAnyArgs(call =>
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
}
