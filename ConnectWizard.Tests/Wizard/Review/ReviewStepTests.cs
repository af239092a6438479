using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class ReviewStepTests : ReviewStepContext
{
    [Fact]
    public async Task It_begins_with_the_repository_its_default_branch_and_builds_on_push()
    {
        var step = await ShowReviewAsync();
        Value(step, "review-profile-name").ShouldBe("rover");
        Value(step, "review-branch").ShouldBe("main");
        step.Part("review-trigger-push").HasAttribute("checked").ShouldBeTrue();
        step.Part("review-trigger-pr").HasAttribute("checked").ShouldBeFalse();
        step.FindAll("#review-branches option").Select(option => option.GetAttribute("value")).ShouldBe(["Feature", "main", "release/1.0"]);
    }

    [Fact]
    public async Task It_says_what_will_be_created_where_and_with_whose_rights()
    {
        var step = await ShowReviewAsync();
        step.TextOf("review-clone-url").ShouldBe("https://azure.spacetech.example/Space%20Missions/Mars/_git/rover");
        foreach (var said in (string[])["SpaceTech", "https://azure.spacetech.example", "Space Missions", "Ada Lovelace", "Mars / rover"])
            step.Find(".facts-list").TextContent.ShouldContain(said);
    }

    [Fact]
    public async Task A_connection_that_exists_is_named_instead_of_a_new_one()
    {
        var existing = Create("a", draft => draft with { Server = draft.Server with { Name = "Older" } }).Connection;
        ExistingIs(existing);
        var step = await ShowReviewAsync();
        step.Find(".facts-list a").GetAttribute("href").ShouldBe($"/connections/{existing.Id}");
    }

    [Fact]
    public async Task What_a_connection_that_exists_keeps_and_loses_is_said()
    {
        ExistingIs(Create("a", draft => draft with { Server = draft.Server with { Name = "Older" } }).Connection with { Expiry = CredentialExpiry.OfDay(new DateOnly(2026, 12, 11)) });

        var step = await ShowReviewAsync(draft => draft with { Server = draft.Server with { Name = "Newer" } });

        step.TextOf("review-end").ShouldContain("2026-12-11 becomes not known");
        step.TextOf("review-name").ShouldContain("keeps its name. “Newer” isn’t used");
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        ProfilesAre(NewProfile("rover"));
        Value(await ShowReviewAsync(), "review-profile-name").ShouldBe("rover 2");
    }

    [Fact]
    public async Task Each_answer_is_stored_when_its_field_is_left()
    {
        var step = await ShowReviewAsync();
        await step.ChangeAsync("review-profile-name", " Rover nightly ");
        await step.ChangeAsync("review-branch", "refs/heads/release/1.0");
        await step.ChangeAsync("review-trigger-push", false);
        await step.ChangeAsync("review-trigger-pr", true);
        await step.WaitForAssertionAsync(() => Draft.Review.ShouldBe(new ReviewAnswers("Rover nightly", "release/1.0", TriggerPush: false, TriggerPullRequest: true)));
        await step.ChangeAsync("review-trigger-drafts", true);
        await step.ChangeAsync("review-trigger-forks", true);
        await step.WaitForAssertionAsync(() => (Draft.Review!.TriggerDrafts, Draft.Review.TriggerForks).ShouldBe((true, true)));
    }

    [Fact]
    public async Task What_was_stored_is_there_again()
    {
        var step = await ShowReviewAsync(draft => draft with { Review = new ReviewAnswers("Mine", "release/1.0", TriggerPush: false, TriggerPullRequest: true) });
        (Value(step, "review-profile-name"), Value(step, "review-branch")).ShouldBe(("Mine", "release/1.0"));
        step.Part("review-trigger-push").HasAttribute("checked").ShouldBeFalse();
    }

    [Theory]
    [InlineData("nowhere", "There is no branch nowhere in rover.")]
    [InlineData("MAIN", "There is no branch MAIN, but there is main.")]
    [InlineData("two words", "This is not a valid branch name")]
    [InlineData(" ", "Enter the branch to build.")]
    public async Task A_branch_that_is_not_there_is_refused_when_left_and_on_create(string branch, string message)
    {
        var step = await ShowReviewAsync();
        await step.ChangeAsync("review-branch", branch);
        await step.WaitForAssertionAsync(() => step.TextOf("field-error-branch").ShouldStartWith(message));
        await step.ClickAsync("[data-testid=review-create]");
        step.TextOf("field-error-branch").ShouldStartWith(message);
        Creations.ShouldBe(0);
    }

    [Fact]
    public async Task A_branch_pushed_a_moment_ago_is_found()
    {
        var step = await ShowReviewAsync();
        Gateway.Heads.Add("brand-new");
        await step.ChangeAsync("review-branch", "brand-new");
        await step.WaitForAssertionAsync(() => Draft.Review?.Branch.ShouldBe("brand-new"));
        step.Has("field-error-branch").ShouldBeFalse();
    }

    [Fact]
    public async Task A_branch_whose_name_a_thousand_others_contain_is_found()
    {
        Gateway.Branches = (_, _) => Scripted.ApiResponse<IReadOnlyList<Branch>>([.. Enumerable.Range(0, 1000).Select(number => new Branch($"{number}/main"))]);
        Gateway.Heads.Add("main");
        var step = await ShowReviewAsync();
        await step.ChangeAsync("review-branch", "main");
        await CreateAsync(step);
        Answers.ShouldBe(1);
    }

    [Fact]
    public async Task Branches_that_cannot_be_read_do_not_stand_in_the_way()
    {
        Gateway.Branches = (_, _) => Scripted.ApiResponse<IReadOnlyList<Branch>>(ProblemCode.TimedOut);
        var step = await ShowReviewAsync();
        step.Find("#branch-help").TextContent.ShouldContain("could not be loaded");
        await step.ChangeAsync("review-branch", "anything");
        await CreateAsync(step);
        Answers.ShouldBe(1);
    }

    [Fact]
    public async Task A_prerendered_review_cannot_be_used()
    {
        IsInteractive = false;
        var step = await ShowReviewAsync();
        step.FindAll("input, button").ShouldAllBe(control => control.HasAttribute("disabled"));
    }
}
