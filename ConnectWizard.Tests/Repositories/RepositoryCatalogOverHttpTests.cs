using ConnectWizard.AzureDevOps;
using ConnectWizard.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

/// <summary>The shared list read off the emulator, over real HTTPS.</summary>
public sealed class RepositoryCatalogOverHttpTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_repository_of_a_collection_arrives_with_its_project()
    {
        var snapshot = await ReadAsync("DefaultCollection");
        (snapshot.IsComplete, snapshot.Problem).ShouldBe((true, null));
        snapshot.Find("Télémétrie Orbitale", "étalonnage").ShouldNotBeNull();
        RepositoryFilter.Apply(snapshot, "telemetrie etalonnage", Cancellation).Paths().ShouldBe(["Télémétrie Orbitale/étalonnage"]);
        snapshot.All.ProjectCount.ShouldBe(snapshot.Projects.Count);
    }

    [Theory]
    [InlineData("Mission Control", "telemetry-console", RepositoryAvailability.Available)]
    [InlineData("Mission Control", "console-legacy", RepositoryAvailability.Disabled)]
    [InlineData("Mission Control", "procedures-next", RepositoryAvailability.Empty)]
    [InlineData("Launch Pad", "tower-cameras", RepositoryAvailability.InMaintenance)]
    public async Task What_can_be_picked_is_told_from_what_cannot(string project, string name, RepositoryAvailability availability)
    {
        var snapshot = await ReadAsync("DefaultCollection");
        snapshot[snapshot.Find(project, name).ShouldNotBeNull()].Availability.ShouldBe(availability);
    }

    [Fact]
    public async Task Projects_without_repositories_are_there_with_their_reason()
    {
        var snapshot = await ReadAsync("DefaultCollection");
        snapshot.EmptyProjects.Select(empty => (empty.Project.Name, empty.Reason)).ShouldBe(
            [("Legacy Avionics", ProjectWithoutRepositoriesReason.TfvcOnly), ("Procurement Tools", ProjectWithoutRepositoriesReason.NoneVisible)]);
    }

    [Fact]
    public async Task A_collection_with_a_blank_in_its_name_and_many_pages_of_projects_is_read_to_its_end()
    {
        var snapshot = await ReadAsync("Flight Systems");
        (snapshot.IsComplete, snapshot.Projects.Count + snapshot.EmptyProjects.Count).ShouldBe((true, 167));
    }

    [Fact]
    public async Task A_refused_token_is_the_problem_of_the_list()
    {
        var snapshot = await ReadAsync("DefaultCollection", "expired");
        (snapshot.Count, snapshot.IsComplete, snapshot.Problem?.Code).ShouldBe((0, false, ProblemCode.TokenExpired));
    }

    private async Task<RepositorySnapshot> ReadAsync(string collection, string token = "full")
    {
        var catalog = new RepositoryCatalog(edge.Repositories, TimeProvider.System, NullLogger<RepositoryCatalog>.Instance);
        var source = new RepositorySource(CredentialId.New(), edge.Server(edge.Emulator.Servers[0].Name, collection));
        using var watcher = new Watcher(catalog, source, edge.Token(token));
        await watcher.UntilReadAsync(Cancellation);
        return watcher.Snapshot;
    }
}
