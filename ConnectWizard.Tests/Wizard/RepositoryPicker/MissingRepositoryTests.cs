using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Shouldly;
using Xunit;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Wizard.RepositoryPicker;

public sealed class MissingRepositoryTests : StepContext
{
    public MissingRepositoryTests()
    {
        Gateway.Repositories = _ => Scripted.Stream(Repository("Mars", "rover"), Repository("Orbit", "relay"));
        Gateway.Repository = (_, _, _) => Scripted.ApiResponse<Repository>(ProblemCode.RepositoryUnknown);
        Gateway.Project = (_, _) => Scripted.ApiResponse<ProjectDetails>(ProblemCode.RepositoryUnknown);
    }

    [Fact]
    public async Task It_shows_when_nothing_matches_and_goes_when_something_does()
    {
        var step = await SearchAsync("nowhere", "NotVisible");
        step.TextOf("repo-missing").ShouldContain("The server shows this account no repository named nowhere.");
        await step.TypeAsync("repo-search", "rover");
        await step.WaitForAssertionAsync(() => step.Has("repo-missing").ShouldBeFalse());
    }

    [Fact]
    public async Task Without_a_project_every_one_of_a_few_projects_is_asked()
    {
        var asked = new List<string>();
        Gateway.Repository = (project, name, _) =>
        {
            asked.Add($"{project}/{name}");
            return Scripted.ApiResponse<Repository>(ProblemCode.RepositoryUnknown);
        };
        await SearchAsync("nowhere", "NotVisible");
        asked.ShouldBe(["Mars/nowhere", "Orbit/nowhere"]);
    }

    [Fact]
    public async Task A_repository_that_came_after_the_list_can_be_had_by_reading_it_again()
    {
        Gateway.Repository = (project, name, _) => Scripted.ApiResponse(Repository("Mars", "brand-new"));
        var step = await SearchAsync("Mars/brand-new", "NewerThanList");
        Gateway.Repositories = _ => Scripted.Stream(Repository("Mars", "brand-new"));
        await step.ClickAsync("[data-testid=repo-missing] button");
        await step.WaitForAssertionAsync(() => step.FindAll("[data-testid=repo-row]").Count.ShouldBe(1));
    }

    [Fact]
    public async Task A_disabled_one_is_called_disabled()
    {
        Gateway.Repository = (_, _, _) => Scripted.ApiResponse(Repository("Mars", "old") with { IsDisabled = true });
        (await SearchAsync("Mars/old", "Disabled")).TextOf("repo-missing").ShouldContain("old in Mars is disabled");
    }

    [Fact]
    public async Task A_project_that_uses_TFVC_alone_is_explained_by_its_name()
    {
        Gateway.Project = (name, _) => Scripted.ApiResponse(new ProjectDetails(Id("Payroll"), "Payroll", UsesGit: false, UsesTfvc: true));
        (await SearchAsync("payroll", "TfvcOnly")).TextOf("repo-missing").ShouldContain("Payroll keeps its code in TFVC");
    }

    [Fact]
    public async Task One_in_another_project_is_offered()
    {
        var step = await SearchAsync("Orbit/rover", "InOtherProjects");
        await step.ClickAsync("[data-testid=repo-missing] ul button");
        await step.WaitForAssertionAsync(() => step.Find("[data-testid=repo-row]").GetAttribute("data-project").ShouldBe("Mars"));
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_named() =>
        (await SearchAsync("Venus/anything", "ProjectUnknown")).TextOf("repo-missing").ShouldContain("There is no project Venus that this account may see.");

    [Fact]
    public async Task A_question_that_fails_shows_its_problem()
    {
        Gateway.Repository = (_, _, _) => Scripted.ApiResponse<Repository>(ProblemCode.Throttled);
        var step = await SearchAsync("Mars/anything", "NotAsked");
        step.Part("problem").GetAttribute("data-code").ShouldBe("throttled");
    }

    private async Task<IRenderedComponent<RepositoryStep>> SearchAsync(string text, string reason)
    {
        var step = await ShowAsync<RepositoryStep>();
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-complete").ShouldBe("true"));
        await step.TypeAsync("repo-search", text);
        await step.WaitForAssertionAsync(() => step.Part("repo-missing").GetAttribute("data-reason").ShouldBe(reason));
        return step;
    }
}
