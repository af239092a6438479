using Bunit;
using ConnectWizard.Connections;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class ReviewCreationTests : ReviewStepContext
{
    [Fact]
    public async Task Create_waits_for_the_right_and_has_the_webhooks_made()
    {
        var right = new TaskCompletionSource<Result<IReadOnlyDictionary<Guid, bool>>>();
        Gateway.WebhookRight = (_, _) => right.Task;
        var step = await ShowReviewAsync();
        _storing.SetResult(NewProfile("rover"));
        var pressed = step.ClickAsync("[data-testid=review-create]");
        Creations.ShouldBe(0);
        right.SetResult(new Dictionary<Guid, bool> { [Rover.ProjectId] = false });
        await pressed;
        (Creations, Draft.Review?.TriggerSource).ShouldBe((1, TriggerSource.Administrator));
        Webhooks.Received(1).RequestSync();
    }

    [Fact]
    public async Task Pressing_create_twice_creates_once_and_goes_on()
    {
        var step = await ShowReviewAsync();
        var first = step.ClickAsync("[data-testid=review-create]");
        await step.WaitForAssertionAsync(() => step.Part("review-create").HasAttribute("disabled").ShouldBeTrue());
        await step.ClickAsync("[data-testid=review-create]");
        _storing.SetResult(NewProfile("rover"));
        await first;
        (Creations, Answers).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Another_tab_that_changed_the_account_meanwhile_is_not_overruled()
    {
        var step = await ShowReviewAsync();
        _storing.SetResult(NewProfile("rover"));
        Drafts.Draft = Draft.WithCheck(CredentialId.New(), Draft.Facts! with { AccountId = "other" });
        await step.ClickAsync("[data-testid=review-create]");
        (Creations, Answers, Draft.Repository).ShouldBe((0, 0, null));
    }

    [Fact]
    public async Task Another_tab_that_chose_another_repository_does_not_change_what_this_one_creates()
    {
        var step = await ShowReviewAsync();
        _storing.SetResult(NewProfile("rover"));
        Drafts.Draft = Draft.WithRepository(Rover with { Id = Guid.NewGuid(), Name = "lander" });
        await step.ClickAsync("[data-testid=review-create]");
        (Creations, Answers, Draft.Repository, Draft.Review!.ProfileName).ShouldBe((1, 1, Rover, "rover"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_draft_that_is_finished_meanwhile_goes_on_to_its_profile(bool isFinishedBefore)
    {
        _storing.SetResult(NewProfile("rover"));
        var finished = Draft with { Repository = Rover, Credential = null, Profile = Guid.NewGuid() };
        var step = await ShowReviewAsync(draft => isFinishedBefore ? finished : draft);
        Drafts.Draft = finished;
        await step.ClickAsync("[data-testid=review-create]");
        (Answers, Draft).ShouldBe((1, finished));
    }

    [Fact]
    public async Task A_store_that_refuses_is_shown()
    {
        _storing.SetResult(new Problem(ProblemCode.CredentialNeeded));
        var step = await ShowReviewAsync();
        await step.ClickAsync("[data-testid=review-create]");
        await step.WaitForAssertionAsync(() => step.Part("problem").GetAttribute("data-code").ShouldBe("credential-needed"));
        Answers.ShouldBe(0);
    }
}
