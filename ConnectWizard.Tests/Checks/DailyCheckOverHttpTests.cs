using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The daily check of the real product against the emulator.</summary>
public sealed class DailyCheckOverHttpTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repository_that_was_renamed_since_is_found_by_its_id_with_a_handful_of_requests()
    {
        await using var app = await EmulatedApp.StartAsync(edge, Cancellation);
        var found = (await edge.Repositories.FindRepositoryAsync(edge.Server("azure"), edge.Token("full"), "Mission Control", "mission-control", Cancellation)).Value!;
        var profile = await app.CreateProfileAsync(new RepositoryChoice(found.Id, "its-old-name", found.ProjectId, "Its old project", "main"), TriggerSource.None, Cancellation);
        await app.Get<Database>().WriteAsync(session => session.ExecuteAsync("UPDATE connections SET next_check_at = 1"), Cancellation);

        var daily = app.Get<DailyCheck>();
        await daily.StartDueAsync(Cancellation);
        await daily.WaitUntilIdleAsync();

        var renamed = (await app.Get<IProfileStore>().FindAsync(WorkspaceId.Default, profile.Id, Cancellation))!;
        (renamed.Repository.Name, renamed.Repository.Project).ShouldBe(("mission-control", "Mission Control"));
        var connection = (await app.Get<IConnectionStore>().FindAsync(WorkspaceId.Default, profile.Connection, Cancellation))!;
        (connection.Health, connection.LastProblem).ShouldBe((ConnectionHealth.Good, null));
    }
}
