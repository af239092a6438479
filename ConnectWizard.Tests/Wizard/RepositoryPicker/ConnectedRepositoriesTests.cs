using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Shouldly;
using Xunit;
using static ConnectWizard.Repositories.RepositorySamples;

namespace ConnectWizard.Wizard.RepositoryPicker;

public sealed class ConnectedRepositoriesTests : RepositoryStepContext
{
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
        step.FindAll("[aria-hidden][data-position] .status").ShouldBeEmpty();
        await step.InvokeAsync(() => right.SetResult(new Dictionary<Guid, bool> { [Id("Mars")] = true, [Id("Orbit")] = false }));
        await step.WaitForAssertionAsync(() => step.FindAll("[aria-hidden][data-position] .status").Select(chip => chip.TextContent)
            .ShouldBe(["You can create webhooks", "Ask an administrator for webhooks"]));
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
}
