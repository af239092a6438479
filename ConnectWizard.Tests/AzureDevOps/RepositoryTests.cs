using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class RepositoryTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_repositories_of_a_collection_come_in_one_stream_with_their_states()
    {
        var repositories = (await edge.Repositories.ListRepositoriesAsync(edge.Server("azure"), edge.Token("reader"), Ct).ToListAsync(Ct))
            .ConvertAll(result => result.Value!);

        repositories.Count.ShouldBeGreaterThan(100);
        repositories.ShouldAllBe(repository => repository.Id != Guid.Empty && repository.ProjectId != Guid.Empty && repository.Project.Length > 0);
        NamedItem(repositories, "console-legacy").IsDisabled.ShouldBeTrue();
        NamedItem(repositories, "tower-cameras").IsInMaintenance.ShouldBeTrue();
        NamedItem(repositories, "procedures-next").DefaultBranch.ShouldBeNull();
        NamedItem(repositories, "anomaly-log").DefaultBranch.ShouldBe("master");
        NamedItem(repositories, "étalonnage").Project.ShouldBe("Télémétrie Orbitale");
        repositories[0].RemoteUrl.ShouldBe($"https://azure.spacetech.example/DefaultCollection/{Uri.EscapeDataString(repositories[0].Project)}/_git/{Uri.EscapeDataString(repositories[0].Name)}");
    }

    [Theory]
    [InlineData("\"wellFormed\"", ProjectState.Ready)]
    [InlineData("\"WellFormed\"", ProjectState.Ready)]
    [InlineData("null", ProjectState.Ready)]
    [InlineData("\"deleting\"", ProjectState.Deleted)]
    [InlineData("\"deleted\"", ProjectState.Deleted)]
    [InlineData("\"new\"", ProjectState.NotReady)]
    [InlineData("\"createPending\"", ProjectState.NotReady)]
    [InlineData("\"unchanged\"", ProjectState.NotReady)]
    [InlineData("\"all\"", ProjectState.NotReady)]
    [InlineData("\"of the future\"", ProjectState.NotReady)]
    public async Task A_project_s_state_comes_with_its_repositories(string state, ProjectState expected)
    {
        const string Id = "10000000-0000-0000-0000-000000000001";
        var project = $$"""{"id":"{{Id}}","name":"Mission Control","state":{{state}}}""";
        var body = $$"""{"value":[{"id":"{{Id}}","name":"rover","project":{{project}} }]}""";
        await using var server = await ScriptedServer.StartAsync(body);

        var repository = await server.Get<IRepositoryGateway>().ListRepositoriesAsync(ScriptedServer.Target, ScriptedServer.Token, Ct).SingleAsync(Ct);

        repository.Value!.ProjectState.ShouldBe(expected);
    }

    [Fact]
    public async Task An_old_server_that_leaves_states_out_has_none()
    {
        var repositories = await edge.Repositories.ListRepositoriesAsync(edge.Server("old"), edge.Token("reader"), Ct).ToListAsync(Ct);

        repositories.ShouldNotBeEmpty();
        repositories.ShouldAllBe(repository => repository.Succeeded && !repository.Value.IsDisabled && !repository.Value.IsInMaintenance);
    }

    [Fact]
    public async Task A_repository_is_found_by_name_and_by_id()
    {
        var target = edge.Server("azure", "Bodenstation München");
        var byName = (await edge.Repositories.FindRepositoryAsync(target, edge.Token("reader"), "Empfangstechnik", "verstärker-firmware", Ct)).Value!;

        var byId = await edge.Repositories.FindRepositoryAsync(target, edge.Token("reader"), byName.ProjectId.ToString(), byName.Id.ToString(), Ct);

        byId.Value.ShouldBe(byName);
    }

    [Theory]
    [InlineData("Mission Control", "no-such-repository", "TF401019")]
    [InlineData("No Such Project", "mission-control", "TF200016")]
    public async Task A_repository_that_is_not_there_is_told_with_the_server_s_number(string project, string name, string number)
    {
        var problem = (await edge.Repositories.FindRepositoryAsync(edge.Server("azure"), edge.Token("reader"), project, name, Ct)).Problem!;

        problem.Code.ShouldBe(ProblemCode.RepositoryUnknown);
        problem.Arguments["repository"].ShouldBe(name);
        problem.Arguments["number"].ShouldBe(number);
    }

    [Fact]
    public async Task Branches_are_filtered_and_limited_by_the_server()
    {
        var all = await BranchesAsync("mission-control", null, 1000);
        var some = await BranchesAsync("mission-control", "feature/", 1000);
        var few = await BranchesAsync("mission-control", null, 2);

        all.Count.ShouldBe(13);
        all.ShouldContain(branch => branch.Name == "main");
        some.Select(branch => branch.Name).ShouldBe(["feature/abort-dialog", "feature/console-layouts", "feature/überwachung"], ignoreOrder: true);
        few.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_repository_has_no_branches() => (await BranchesAsync("procedures-next", null, 100)).ShouldBeEmpty();

    [Fact]
    public async Task A_broken_listing_ends_with_a_problem_as_its_last_element()
    {
        var results = await edge.Repositories.ListRepositoriesAsync(edge.Scene("broken-json"), edge.Token("full"), Ct).ToListAsync(Ct);

        results[^1].Problem!.Code.ShouldBe(ProblemCode.BrokenAnswer);
    }

    [Fact]
    public async Task A_listing_may_be_larger_than_four_megabytes_and_ends_when_the_reader_leaves()
    {
        var bytes = 0L;

        await foreach (var repository in edge.Repositories.ListRepositoriesAsync(edge.Scene("oversize"), edge.Token("full"), Ct))
        {
            bytes += repository.Value!.Name.Length;
            if (bytes > 2 * 1024 * 1024)
                break;
        }

        await edge.Emulator.Requests.WaitForRequestAsync("oversize.spacetech.example", 0, Ct).WaitAsync(TimeSpan.FromSeconds(5), Ct);
    }

    private async Task<IReadOnlyList<Branch>> BranchesAsync(string repository, string? filter, int limit)
    {
        var (target, token) = (edge.Server("azure"), edge.Token("reader"));
        var found = (await edge.Repositories.FindRepositoryAsync(target, token, "Mission Control", repository, Ct)).Value!;
        return (await edge.Repositories.ListBranchesAsync(target, token, found.ProjectId, found.Id, filter, limit, Ct)).Value!;
    }

    private static Repository NamedItem(List<Repository> repositories, string name) => repositories.Single(repository => repository.Name == name);
}
