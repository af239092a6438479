using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class ProjectTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Projects_are_read_page_by_page_to_the_end()
    {
        edge.Emulator.Requests.Clear();

        var projects = await edge.Repositories.ListProjectsAsync(edge.Server("azure", "Flight Systems"), edge.Token("full"), Ct).ToListAsync(Ct);

        projects.ShouldAllBe(project => project.Succeeded);
        projects.Count.ShouldBeGreaterThan(100);
        projects.Select(project => project.Value!.Id).Distinct().Count().ShouldBe(projects.Count);
        edge.Emulator.Requests.Entries.Count.ShouldBe((projects.Count + 99) / 100);
        edge.Emulator.Requests.Entries[^1].Target.ShouldEndWith("&continuationToken=100");
    }

    [Fact]
    public async Task A_reader_who_stops_asks_for_no_further_page()
    {
        edge.Emulator.Requests.Clear();

        await edge.Repositories.ListProjectsAsync(edge.Server("azure", "Flight Systems"), edge.Token("full"), Ct).FirstAsync(Ct);

        edge.Emulator.Requests.Entries.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("contractor", "Launch Pad, Mission Control")]
    [InlineData("no-projects", "")]
    public async Task A_token_sees_its_owner_s_projects_alone(string token, string names)
    {
        var projects = await edge.Repositories.ListProjectsAsync(edge.Server("azure"), edge.Token(token), Ct).ToListAsync(Ct);

        string.Join(", ", projects.Select(project => project.Value!.Name).Order(StringComparer.Ordinal)).ShouldBe(names);
    }

    [Theory]
    [InlineData("DefaultCollection", "Mission Control", true, false)]
    [InlineData("DefaultCollection", "Legacy Avionics", false, true)]
    [InlineData("Bodenstation München", "Antennen Süd", true, false)]
    public async Task A_project_says_what_it_keeps_its_code_in(string collection, string name, bool usesGit, bool usesTfvc)
    {
        var project = (await edge.Repositories.FindProjectAsync(edge.Server("azure", collection), edge.Token("reader"), name, Ct)).Value!;

        project.Name.ShouldBe(name);
        (project.UsesGit, project.UsesTfvc).ShouldBe((usesGit, usesTfvc));
    }

    [Theory]
    [InlineData("No Such Project", "TF200016")]
    [InlineData("9e1b1f6a-6b0e-5d3c-8f2e-1c5a7d3b9e40", "VS800075")]
    public async Task A_project_that_is_not_there_is_told_with_the_server_s_number(string nameOrId, string number)
    {
        var problem = (await edge.Repositories.FindProjectAsync(edge.Server("azure"), edge.Token("reader"), nameOrId, Ct)).Problem!;

        problem.Code.ShouldBe(ProblemCode.RepositoryUnknown);
        problem.Arguments["project"].ShouldBe(nameOrId);
        problem.Arguments["number"].ShouldBe(number);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData(" ")]
    public async Task A_name_that_would_be_a_path_is_not_asked_for(string name)
    {
        edge.Emulator.Requests.Clear();

        (await edge.Repositories.FindProjectAsync(edge.Server("azure"), edge.Token("reader"), name, Ct)).Problem!.Code.ShouldBe(ProblemCode.RepositoryUnknown);

        edge.Emulator.Requests.Entries.ShouldBeEmpty();
    }
}
