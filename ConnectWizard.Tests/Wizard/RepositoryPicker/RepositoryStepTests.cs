using AngleSharp.Dom;
using Bunit;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Wizard.RepositoryPicker;

public sealed class RepositoryStepTests : StepContext
{
    private readonly RepositoryFeed _feed = new();

    public RepositoryStepTests()
    {
        Gateway.Repositories = _ => Scripted.Stream(
            Repository("Mars", "rover"),
            Repository("Mars", "lander") with { IsDisabled = true },
            Repository("Orbit", "relay") with { DefaultBranch = null },
            Repository("Orbit", "antenna") with { IsInMaintenance = true });
        Gateway.Git = (_, _, _) => Scripted.ApiResponse(new GitAnswer(3, []));
        Gateway.WebhookRight = (_, _) => Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(ProblemCode.WebhooksUnknown);
    }

    [Fact]
    public async Task A_browser_that_is_gone_ends_the_reading_and_one_that_is_back_begins_it_again()
    {
        Gateway.Repositories = _feed.ReadAsync;
        var step = await ShowAsync<RepositoryStep>();
        var presence = Services.GetRequiredService<CircuitConnectionMonitor>();

        await presence.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        await _feed.Cancelled.WaitAsync(Xunit.TestContext.Current.CancellationToken);
        Gateway.Repositories = _ => Scripted.Stream(Repository("Mars", "rover"));
        await step.InvokeAsync(() => presence.OnConnectionUpAsync(null!, Xunit.TestContext.Current.CancellationToken));

        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-complete").ShouldBe("true"));
    }

    [Fact]
    public async Task A_list_whose_token_comes_after_the_browser_has_gone_is_not_opened()
    {
        var opening = new TaskCompletionSource<Result<Secret>>();
        TokenComesFrom(opening.Task);
        var step = await ShowAsync<RepositoryStep>();
        var monitor = Services.GetRequiredService<CircuitConnectionMonitor>();

        await GoAwayAsync(step, monitor);
        await step.InvokeAsync(() => opening.SetResult(Token));

        Services.GetRequiredService<RepositoryCatalog>().ListingCount.ShouldBe(0);
    }

    [Fact]
    public async Task Ids_that_a_server_sends_twice_do_not_end_the_circuit()
    {
        var (rover, project) = (Repository("Mars", "rover"), Project("Bare"));
        Gateway.Repositories = _ => Scripted.Stream(rover, rover, rover with { Name = "other" }, rover with { Id = rover.ProjectId, Name = "as its project" });
        Gateway.Projects = _ => Scripted.Stream(project, project);
        Gateway.Project = (_, _) => Scripted.ApiResponse(new ProjectDetails(project.Id, project.Name, UsesGit: true, UsesTfvc: false));

        var step = await ShowListAsync();

        Rows(step).Select(row => (row.GetAttribute("data-project"), row.GetAttribute("data-repo")))
            .ShouldBe([("Mars", "as its project"), ("Mars", "other"), ("Mars", "rover"), ("Mars", "rover"), ("Bare", "")]);
    }

    [Fact]
    public async Task The_whole_list_is_shown_with_its_counts()
    {
        var step = await ShowListAsync();
        var count = step.Part("repo-count");
        count.TextContent.ShouldBe("4 of 4 repositories in 2 projects");
        (count.GetAttribute("data-shown"), count.GetAttribute("data-total"), count.GetAttribute("data-complete")).ShouldBe(("4", "4", "true"));
        Rows(step).Select(row => row.GetAttribute("data-repo")).ShouldBe(["lander", "rover", "antenna", "relay"]);
        step.FindAll(".heading strong").Select(heading => heading.TextContent).ShouldBe(["Mars", "Orbit"]);
    }

    [Fact]
    public async Task What_cannot_be_picked_is_greyed_and_says_why()
    {
        Gateway.Projects = _ => Scripted.Stream(Project("Payroll"));
        Gateway.Project = (_, _) => Scripted.ApiResponse(new ProjectDetails(Id("Payroll"), "Payroll", UsesGit: false, UsesTfvc: true));
        var step = await ShowListAsync();
        Rows(step).Select(row => (row.GetAttribute("data-project"), row.GetAttribute("data-selectable"), row.QuerySelector(".muted")!.TextContent.Trim())).ShouldBe([
            ("Mars", "false", "Disabled by an administrator"),
            ("Mars", "true", "Default branch main"),
            ("Orbit", "false", "In maintenance: try again later"),
            ("Orbit", "false", "Empty: no branch to build from"),
            ("Payroll", "false", "TFVC only: no Git repository")]);
    }

    [Fact]
    public async Task Typing_narrows_the_list_and_the_counts_stay_true()
    {
        var step = await ShowListAsync();
        await step.TypeAsync("repo-search", "orb ANT");
        await step.WaitForAssertionAsync(() => Rows(step).Select(row => row.GetAttribute("data-repo")).ShouldBe(["antenna"]));
        step.TextOf("repo-count").ShouldBe("1 of 4 repositories in 1 project");
        step.Part("repo-count").GetAttribute("data-shown").ShouldBe("1");
    }

    [Fact]
    public async Task Rows_can_be_searched_while_the_rest_is_on_its_way()
    {
        Gateway.Repositories = _feed.ReadAsync;
        _feed.Send("Mars/rover", "Orbit/relay");
        var step = await ShowAsync<RepositoryStep>();
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-total").ShouldBe("2"));
        step.Part("repo-count").GetAttribute("data-complete").ShouldBe("false");
        await step.TypeAsync("repo-search", "rover");
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-shown").ShouldBe("1"));
        _feed.Send("Orbit/rover-2");
        _feed.End();
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-complete").ShouldBe("true"));
        step.TextOf("repo-count").ShouldBe("2 of 3 repositories in 2 projects");
    }

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
    public async Task A_problem_in_mid_list_is_shown_with_what_came_and_can_be_tried_again()
    {
        Gateway.Repositories = _feed.ReadAsync;
        _feed.Send("Mars/rover");
        _feed.Break(ProblemCode.ConnectionReset);
        var step = await ShowAsync<RepositoryStep>();
        await step.WaitForAssertionAsync(() => step.Part("problem").GetAttribute("data-code").ShouldBe("connection-reset"));
        Rows(step).Count.ShouldBe(1);
        step.Part("repo-count").GetAttribute("data-complete").ShouldBe("false");
        Gateway.Repositories = _ => Scripted.Stream(Repository("Mars", "rover"), Repository("Mars", "base"));
        await step.ClickAsync("[data-testid=problem] button:not([data-copy])");
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-complete").ShouldBe("true"));
        (step.Has("problem"), Rows(step).Count).ShouldBe((false, 2));
    }

    [Fact]
    public async Task A_collection_without_repositories_says_so()
    {
        Gateway.Repositories = _ => Scripted.Stream<Repository>();
        var step = await ShowAsync<RepositoryStep>();
        await step.WaitForAssertionAsync(() => step.Part("problem").GetAttribute("data-code").ShouldBe("repositories-none"));
    }

    [Fact]
    public async Task A_pasted_repository_is_marked_and_scrolled_to()
    {
        var step = await ShowListAsync(draft => draft with { Server = draft.Server with { PastedProject = "mars", PastedRepository = "Rover" } });
        step.TextOf("repo-pasted").ShouldStartWith("From the address you pasted: Mars/rover.");
        Row(step, "rover").ClassName!.ShouldContain("marked");
        await step.InvokeAsync(() => CallsOf("reveal")[^1][1].ShouldBe("2"));
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

    [Fact]
    public async Task A_credential_that_is_gone_is_asked_for()
    {
        TokenIs(null);
        var step = await ShowAsync<RepositoryStep>();
        await step.WaitForAssertionAsync(() => step.Part("problem").GetAttribute("data-code").ShouldBe("credential-needed"));
    }

    [Fact]
    public async Task Leaving_ends_the_listing()
    {
        Gateway.Repositories = _feed.ReadAsync;
        _feed.Send("Mars/rover");
        var step = await ShowAsync<RepositoryStep>();
        await step.WaitForAssertionAsync(() => Rows(step).Count.ShouldBe(1));
        await DisposeComponentsAsync();
        await _feed.Cancelled.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Far_fewer_rows_are_in_the_page_than_in_the_list()
    {
        Gateway.Repositories = _ => Scripted.Stream(Enumerable.Range(0, 5000).Select(number => Repository("Mars", $"repo {number}")));
        var step = await ShowListAsync();
        Rows(step).Count.ShouldBeInRange(1, 999);
        step.Part("repo-count").GetAttribute("data-shown").ShouldBe("5000");
    }

    [Fact]
    public async Task A_repository_with_a_build_profile_is_connected_and_can_still_be_chosen()
    {
        var rover = new RepositoryChoice(Id("Mars/rover"), "rover", Id("Mars"), "Mars", "main");
        var created = ProfileCreation.Of(Draft with { Repository = rover, Review = new ReviewAnswers("Nightly", "main", TriggerPush: true, TriggerPullRequest: false) }, default).Value!;
        ConnectionsAre(created.Connection);
        ProfilesAre(created.Profile);
        var step = await ShowListAsync();
        await step.WaitForAssertionAsync(() => Row(step, "rover").TextContent.ShouldContain("Connected"));
        Row(step, "rover").TextContent.ShouldContain("build profile Nightly");
        await ClickRowAsync(step, "rover");
        Draft.Repository.ShouldBe(rover);
    }

    [Fact]
    public async Task A_project_in_view_says_whether_webhooks_can_be_created_there_and_the_list_does_not_wait()
    {
        var right = new TaskCompletionSource<Result<IReadOnlyDictionary<Guid, bool>>>();
        Gateway.WebhookRight = (_, _) => right.Task;
        var step = await ShowListAsync();
        step.FindAll(".heading .status").ShouldBeEmpty();
        await step.InvokeAsync(() => right.SetResult(new Dictionary<Guid, bool> { [Id("Mars")] = true, [Id("Orbit")] = false }));
        await step.WaitForAssertionAsync(() => step.FindAll(".heading .status").Select(chip => chip.TextContent)
            .ShouldBe(["Webhooks: you can", "Webhooks: ask an administrator"]));
    }

    [Fact]
    public async Task Projects_are_asked_about_once_and_a_few_at_a_time()
    {
        var asked = new List<int>();
        Gateway.WebhookRight = (projects, _) =>
        {
            asked.Add(projects.Count);
            return Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(projects.ToDictionary(project => project, _ => true));
        };
        await ShowListAsync();
        var webhooks = new ProjectWebhooks(State);
        asked.Clear();
        Guid[] projects = [.. Enumerable.Range(0, 700).Select(number => Id($"project {number}"))];

        await webhooks.AskAsync(projects, () => { }, Xunit.TestContext.Current.CancellationToken);
        await webhooks.AskAsync(projects[..10], () => { }, Xunit.TestContext.Current.CancellationToken);

        asked.ShouldAllBe(count => count == 50);
        asked.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_prerendered_step_asks_nobody_and_offers_nothing()
    {
        IsInteractive = false;
        var step = await ShowAsync<RepositoryStep>();
        step.Part("repo-search").HasAttribute("disabled").ShouldBeTrue();
    }

    /// <summary>Returns when the step, which watches since before this, has been told.</summary>
    private static async Task GoAwayAsync(IRenderedComponent<RepositoryStep> step, CircuitConnectionMonitor monitor)
    {
        var gone = new TaskCompletionSource();
        using var watch = monitor.OnChanged(_ =>
        {
            gone.SetResult();
            return Task.CompletedTask;
        });
        await monitor.OnConnectionDownAsync(null!, Xunit.TestContext.Current.CancellationToken);
        await gone.Task.WaitAsync(Xunit.TestContext.Current.CancellationToken);
        await step.InvokeAsync(() => { });
    }

    private async Task<IRenderedComponent<RepositoryStep>> ShowListAsync(Func<ConnectionDraft, ConnectionDraft>? change = null)
    {
        var step = await ShowAsync<RepositoryStep>(change);
        await step.WaitForAssertionAsync(() => step.Part("repo-count").GetAttribute("data-complete").ShouldBe("true"));
        return step;
    }

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<RepositoryStep> step) => step.FindAll("[data-testid=repo-row]");

    private static Task ClickRowAsync(IRenderedComponent<RepositoryStep> step, string name) => step.ClickAsync($"[data-testid=repo-row][data-repo='{name}']");

    private static IElement Row(IRenderedComponent<RepositoryStep> step, string name) => step.Find($"[data-testid=repo-row][data-repo='{name}']");
}
