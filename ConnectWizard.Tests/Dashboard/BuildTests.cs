using Bunit;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Dashboard;

/// <summary>The builds of a profile's page: what is listed, and what is started by hand.</summary>
public sealed class BuildTests : PageContext
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BuildState.Queued, "queued")]
    [InlineData(BuildState.Sent, "sent")]
    [InlineData(BuildState.Accepted, "accepted")]
    [InlineData(BuildState.Failed, "failed")]
    public void A_build_tells_how_far_it_got_and_its_whole_commit_can_be_copied(BuildState state, string word)
    {
        Requested = [Build(state, "503 Service Unavailable")];
        var page = ShowProfile();
        page.Part("build-row").GetAttribute("data-state").ShouldBe(word);
        page.Find("[data-testid=build-row] code").TextContent.ShouldBe("01234567");
        page.Find("#" + page.Find("[data-testid=build-row] [data-copy]").GetAttribute("data-copy")).TextContent.ShouldBe(Requested[0].Commit.Value);
        page.TextOf("build-answer").ShouldBe("Attempt 3: 503 Service Unavailable");
        page.Has("build-send-again").ShouldBe(state == BuildState.Failed);
    }

    [Fact]
    public async Task One_that_was_given_up_is_sent_again()
    {
        var failed = Build(BuildState.Failed, "Nobody answers");
        Requested = [failed];
        var page = ShowProfile();
        Requested = [failed with { State = BuildState.Queued }];

        await page.ClickAsync("[data-testid=build-send-again]");

        await Builds.Received(1).SendAgainAsync(Samples.Actor, failed.Id, Arg.Any<CancellationToken>());
        page.Part("build-row").GetAttribute("data-state").ShouldBe("queued");
    }

    [Fact]
    public async Task A_build_is_started_of_the_branch_that_the_profile_has()
    {
        Builds.StartAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(Build());
        var page = ShowProfile();
        page.Part("start-branch").GetAttribute("value").ShouldBe("release/1.0");

        await page.SubmitAsync();

        await Builds.Received(1).StartAsync(Samples.Actor, Profile!, "release/1.0", Arg.Any<CancellationToken>());
        page.Markup.ShouldContain("Build requested for release/1.0 (01234567).");
    }

    [Fact]
    public async Task A_branch_that_is_not_there_is_told_at_its_field()
    {
        Builds.StartAsync(default!, default!, default!, Cancellation)
            .ReturnsForAnyArgs(new Problem(ProblemCode.BranchUnknown).With("branch", "nowhere").With("repository", "rover"));
        var page = ShowProfile();
        await page.ChangeAsync("start-branch", "nowhere");
        await page.SubmitAsync();
        page.TextOf("field-error-branch").ShouldStartWith("There is no branch nowhere in rover.");
        page.Has("problem").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task What_cannot_be_a_branch_is_not_asked_for(string branch)
    {
        var page = ShowProfile();
        await page.ChangeAsync("start-branch", branch);
        await page.SubmitAsync();
        page.Has("field-error-branch").ShouldBeTrue();
        await Builds.DidNotReceiveWithAnyArgs().StartAsync(default!, default!, default!, Cancellation);
    }

    [Fact]
    public async Task Any_other_problem_is_shown_whole()
    {
        Builds.StartAsync(default!, default!, default!, Cancellation).ReturnsForAnyArgs(new Problem(ProblemCode.TokenExpired));
        var page = ShowProfile();
        await page.SubmitAsync();
        page.Part("problem").GetAttribute("data-code").ShouldBe("token-expired");
    }

    [Fact]
    public void Without_a_build_system_the_key_that_names_one_is_told()
    {
        Builds.BuildSystem.Returns((string?)null);
        ShowProfile().TextOf("profile-no-build-system").ShouldContain("Builds:Url");
    }

    [Fact]
    public async Task What_is_being_typed_stays_when_something_arrives()
    {
        var page = ShowProfile();
        await page.ChangeAsync("start-branch", "feature/half-ty");
        Arrived = [Event("main 01234567 Land softly")];
        Signals.Changed(Profile!.Id);
        await page.WaitForAssertionAsync(() => page.Has("profile-event").ShouldBeTrue());
        page.Part("start-branch").GetAttribute("value").ShouldBe("feature/half-ty");
    }
}
