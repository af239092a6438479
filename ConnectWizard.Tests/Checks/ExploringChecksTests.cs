using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

/// <summary>The rungs behind the token: projects, links, Git, webhooks.</summary>
public sealed class ExploringChecksTests
{
    private readonly CheckFixture _fixture = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_project_there_is_nothing_to_connect()
    {
        HasProjects();

        (await FailureAsync(CheckItemId.Projects)).ShouldBe(ProblemCode.ProjectsNone);
    }

    [Theory]
    [InlineData(true, false, ProblemCode.TfvcOnly)]
    [InlineData(true, true, ProblemCode.RepositoriesNone)]
    [InlineData(false, true, ProblemCode.RepositoriesNone)]
    public async Task Without_a_repository_the_reason_is_told(bool tfvc, bool git, ProblemCode code)
    {
        HasRepositories();
        _fixture.Repositories.FindProjectAsync(default!, default!, default!, Cancellation)
            .ReturnsForAnyArgs(new ProjectDetails(CheckFixture.FirstProject, "App", git, tfvc));

        (await FailureAsync(CheckItemId.Projects)).ShouldBe(code);
    }

    [Theory]
    [InlineData("https://s.example/Main/App/_git/Site", null)]
    [InlineData("https://me@s.example:443/Main/App/_git/Site", null)]
    [InlineData("http://localhost:8080/tfs/Main/App/_git/Site", ProblemCode.LinksLocalhost)]
    [InlineData("http://127.0.0.1/Main/App/_git/Site", ProblemCode.LinksLocalhost)]
    [InlineData("https://[::1]/Main/App/_git/Site", ProblemCode.LinksLocalhost)]
    [InlineData("http://s.example/Main/App/_git/Site", ProblemCode.LinksElsewhere)]
    [InlineData("https://s.example:8443/Main/App/_git/Site", ProblemCode.LinksElsewhere)]
    [InlineData("https://tfsserver/Main/App/_git/Site", ProblemCode.LinksElsewhere)]
    public async Task Links_that_lead_elsewhere_are_shown(string remoteUrl, ProblemCode? code)
    {
        HasRepositories(CheckFixture.Repository("Site") with { RemoteUrl = remoteUrl });

        var item = (await _fixture.RunAsync(Cancellation)).Items[(int)CheckItemId.Links];

        item.State.ShouldBe(code is null ? CheckItemState.Passed : CheckItemState.Warned);
        item.Problem?.Code.ShouldBe(code!.Value);
        (item.Problem is null || ProblemText.For(item.Problem).What.Contains(remoteUrl)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_access_point_at_localhost_weighs_more_than_one_elsewhere()
    {
        ServerLink[] links = [new("accessPoint", "https://other.example/"), new("accessPoint", "http://localhost:8080/tfs/")];
        _fixture.Gateway.GetConnectionDataAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new AuthenticatedUser("id", "Ada", null, null, null, links, []));

        var problem = (await _fixture.RunAsync(Cancellation)).Items[(int)CheckItemId.Links].Problem.ShouldNotBeNull();

        problem.Code.ShouldBe(ProblemCode.LinksLocalhost);
        problem.Arguments["url"].ShouldBe("http://localhost:8080/tfs/");
    }

    [Fact]
    public async Task Git_tries_the_first_repository_that_can_be_read()
    {
        HasRepositories(
            CheckFixture.Repository("off", disabled: true), CheckFixture.Repository("empty", branch: null), CheckFixture.Repository("good"), CheckFixture.Repository("later"));

        (await _fixture.RunAsync(Cancellation)).Passed.ShouldBeTrue();

        await _fixture.Gateway.ReceivedWithAnyArgs(1).AskGitAsync(default!, default!, default!, default!, Cancellation);
        await _fixture.Gateway.Received().AskGitAsync(Arg.Any<ServerTarget>(), Arg.Any<Secret>(), "App", "good", Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Where_no_repository_can_be_tried_Git_is_skipped_and_the_check_goes_on()
    {
        HasRepositories(CheckFixture.Repository("off", disabled: true));

        var result = await _fixture.RunAsync(Cancellation);

        result.Passed.ShouldBeTrue();
        result.Items[(int)CheckItemId.Git].State.ShouldBe(CheckItemState.Skipped);
    }

    [Fact]
    public async Task The_pasted_repository_is_the_one_that_Git_tries()
    {
        _fixture.Subject = _fixture.Subject with { Project = "App", Repository = "Mine" };
        _fixture.Repositories.FindRepositoryAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(CheckFixture.Repository("Mine"));

        (await _fixture.RunAsync(Cancellation)).Items[(int)CheckItemId.Git].Sentence.ShouldBe("Git can read Mine in App.");
    }

    [Fact]
    public async Task A_pasted_repository_that_is_not_visible_is_warned_about_by_name()
    {
        _fixture.Subject = _fixture.Subject with { Project = "App", Repository = "Mine" };
        _fixture.Repositories.FindRepositoryAsync(default!, default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.RepositoryUnknown));

        var item = (await _fixture.RunAsync(Cancellation)).Items[(int)CheckItemId.Git];

        item.State.ShouldBe(CheckItemState.Warned);
        item.Sentence.ShouldBe("Mine in App is not there, or this token may not see it.");
    }

    [Fact]
    public async Task A_token_that_may_not_read_code_fails_at_Git_with_the_scope()
    {
        _fixture.Repositories.ListRepositoryBatchesAsync(default!, default!, Cancellation)
            .ReturnsForAnyArgs(_ => CheckFixture.Failing<IReadOnlyList<Repository>>(new Problem(ProblemCode.ScopeMissing)));

        (await FailureAsync(CheckItemId.Git)).ShouldBe(ProblemCode.ScopeMissing);
    }

    [Theory]
    [InlineData(true, true, CheckItemState.Passed, WebhookRight.Allowed)]
    [InlineData(true, false, CheckItemState.Passed, WebhookRight.Partly)]
    [InlineData(false, false, CheckItemState.Warned, WebhookRight.NotAllowed)]
    public async Task The_webhook_right_is_told_and_never_fails(bool first, bool second, CheckItemState state, WebhookRight right)
    {
        var other = Guid.NewGuid();
        HasProjects(new(CheckFixture.FirstProject, "App"), new(other, "Lab"));
        _fixture.Hooks.AskPermissionAsync(default!, default!, default, default!, Cancellation)
            .ReturnsForAnyArgs(CheckFixture.Rights((CheckFixture.FirstProject, first), (other, second)));

        var result = await _fixture.RunAsync(Cancellation);

        result.Items[(int)CheckItemId.Webhooks].State.ShouldBe(state);
        result.Facts!.Webhooks.ShouldBe(right);
    }

    [Fact]
    public async Task A_webhook_right_that_cannot_be_asked_is_unknown()
    {
        _fixture.Hooks.AskPermissionAsync(default!, default!, default, default!, Cancellation)
            .ReturnsForAnyArgs(new Problem(ProblemCode.ServerError).With("status", "500"));

        var result = await _fixture.RunAsync(Cancellation);

        result.Items[(int)CheckItemId.Webhooks].Problem!.Code.ShouldBe(ProblemCode.WebhooksUnknown);
        result.Facts!.Warnings.ShouldBe([ProblemCode.WebhooksUnknown]);
        result.Health.ShouldBe(ConnectionHealth.Warning);
    }

    [Fact]
    public async Task A_token_that_may_not_speak_of_webhooks_is_told_apart_from_a_person_who_may_not_create_them()
    {
        _fixture.Hooks.AskTokenAsync(default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.ScopeMissing));

        var result = await _fixture.RunAsync(Cancellation);

        result.Items[(int)CheckItemId.Webhooks].Problem!.Code.ShouldBe(ProblemCode.ScopeMissing);
        (result.Passed, result.Facts!.Webhooks).ShouldBe((true, WebhookRight.NotAllowed));
    }

    [Fact]
    public async Task The_pasted_project_alone_is_asked_about_webhooks()
    {
        var mine = Guid.NewGuid();
        _fixture.Subject = _fixture.Subject with { Project = "mine" };
        HasProjects(new(CheckFixture.FirstProject, "App"), new(mine, "Mine"));

        await _fixture.RunAsync(Cancellation);

        await _fixture.Hooks.Received().AskPermissionAsync(
            Arg.Any<ServerTarget>(),
            Arg.Any<Secret>(),
            HookPermission.Edit,
            Arg.Is<IReadOnlyList<Guid>>(ids => ids.Count == 1 && ids[0] == mine),
            Arg.Any<CancellationToken>());
    }

    private void HasProjects(params Project[] projects) =>
        _fixture.Repositories.ListProjectsAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => CheckFixture.Stream(projects));

    private void HasRepositories(params Repository[] repositories) =>
        _fixture.Repositories.ListRepositoryBatchesAsync(default!, default!, Cancellation).ReturnsForAnyArgs(_ => CheckFixture.Stream(Batches.Of(repositories)));

    private async Task<ProblemCode> FailureAsync(CheckItemId code)
    {
        var item = (await _fixture.RunAsync(Cancellation)).Items.First(item => item.State == CheckItemState.Failed);
        item.Code.ShouldBe(code);
        return item.Problem!.Code;
    }
}
