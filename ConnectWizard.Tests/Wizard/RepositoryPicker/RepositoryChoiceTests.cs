using Bunit;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Wizard.RepositoryPicker;

public sealed class RepositoryChoiceTests : RepositoryStepContext
{
    [Fact]
    public async Task Choosing_tries_the_repository_and_stores_it()
    {
        var asked = "";
        Gateway.Git = (project, repository, _) =>
        {
            asked = $"{project}/{repository}";
            return Scripted.ApiResponse(new GitAnswer(3, []));
        };
        var step = await ShowListAsync();
        await ClickRowAsync(step, "rover");
        asked.ShouldBe("Mars/rover");
        Draft.Repository.ShouldBe(new RepositoryChoice(Id("Mars/rover"), "rover", Id("Mars"), "Mars", "main"));
        Answers.ShouldBe(1);
    }

    [Fact]
    public async Task A_repository_that_git_may_not_read_is_not_stored()
    {
        Gateway.Git = (_, _, _) => Scripted.ApiResponse<GitAnswer>(ProblemCode.GitRefused);
        var step = await ShowListAsync();
        await ClickRowAsync(step, "rover");
        step.Part("problem").GetAttribute("data-code").ShouldBe("git-refused");
        (Draft.Repository, Answers).ShouldBe((null, 0));
    }

    [Fact]
    public async Task The_row_says_that_it_is_being_tried_and_another_choice_takes_its_place()
    {
        Gateway.Repositories = _ => Scripted.Stream(Repository("Mars", "rover"), Repository("Mars", "base"));
        var first = new TaskCompletionSource<Result<GitAnswer>>();
        Gateway.Git = (_, repository, cancellation) =>
            repository == "rover" ? first.Task.WaitAsync(cancellation) : Scripted.ApiResponse(new GitAnswer(1, []));
        var step = await ShowListAsync();
        var trying = ClickRowAsync(step, "rover");
        await step.WaitForAssertionAsync(() => Row(step, "rover").TextContent.ShouldContain("Checking access"));
        await ClickRowAsync(step, "base");
        await trying;
        (Draft.Repository?.Name, Answers).ShouldBe(("base", 1));
    }

    [Fact]
    public async Task A_greyed_row_does_nothing()
    {
        var step = await ShowListAsync();
        await ClickRowAsync(step, "lander");
        (Draft.Repository, Answers).ShouldBe((null, 0));
    }

    [Fact]
    public async Task A_pasted_repository_is_marked_and_scrolled_to()
    {
        var step = await ShowListAsync(draft => draft with { Server = draft.Server with { PastedProject = "mars", PastedRepository = "Rover" } });
        step.TextOf("repo-pasted").ShouldStartWith("From the address you pasted: Mars/rover.");
        Row(step, "rover").ClassName!.ShouldContain("mud-primary-hover");
        await step.InvokeAsync(() => CallsOf("reveal")[^1][1].ShouldBe("2"));
    }

    [Fact]
    public async Task A_name_that_only_looks_alike_is_offered_and_not_marked()
    {
        var step = await ShowListAsync(draft => draft with { Server = draft.Server with { PastedProject = "Märs", PastedRepository = "Róver" } });
        step.TextOf("repo-pasted").ShouldContain("It is not in the list.");
        Row(step, "rover").ClassName!.ShouldNotContain("mud-primary-hover");

        await step.ClickAsync("[data-testid=repo-similar]");

        step.Part("repo-search").GetAttribute("value").ShouldBe("Mars/rover");
    }

    [Fact]
    public async Task The_marked_one_is_chosen_by_the_button()
    {
        var step = await ShowListAsync(draft => draft with { Server = draft.Server with { PastedProject = "mars", PastedRepository = "Rover" } });
        await step.ClickAsync("[data-testid=repo-continue]");
        (Draft.Repository?.Name, Answers).ShouldBe(("rover", 1));
    }

    [Fact]
    public async Task The_repository_chosen_before_is_the_selected_one()
    {
        var chosen = new RepositoryChoice(Id("Mars/rover"), "rover", Id("Mars"), "Mars", "main");
        var step = await ShowListAsync(draft => draft with { Repository = chosen });
        Row(step, "rover").GetAttribute("aria-selected").ShouldBe("true");
    }
}
