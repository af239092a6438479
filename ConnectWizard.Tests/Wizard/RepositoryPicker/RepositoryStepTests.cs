using Bunit;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Wizard.RepositoryPicker;

public sealed class RepositoryStepTests : RepositoryStepContext
{
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
        step.FindAll("[aria-hidden][data-position] strong").Select(heading => heading.TextContent).ShouldBe(["Mars", "Orbit"]);
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
    public async Task A_prerendered_step_asks_nobody_and_offers_nothing()
    {
        IsInteractive = false;
        var step = await ShowAsync<RepositoryStep>();
        step.Part("repo-search").HasAttribute("disabled").ShouldBeTrue();
    }
}
