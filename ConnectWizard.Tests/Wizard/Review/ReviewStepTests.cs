using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class ReviewStepTests : StepContext
{
    private static readonly RepositoryChoice Rover = new(RepositorySamples.Id("rover"), "rover", RepositorySamples.Id("Mars"), "Mars", "main");
    private readonly TaskCompletionSource<Result<BuildProfile>> _storing = new();

    public ReviewStepTests()
    {
        Gateway.Branches = (filter, _) => Scripted.ApiResponse<IReadOnlyList<Branch>>(
            [.. new[] { "main", "release/1.0", "Feature" }.Where(name => filter is null || name.Contains(filter, StringComparison.Ordinal)).Select(name => new Branch(name, "1"))]);
        Gateway.WebhookRight = (projects, _) => Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(projects.ToDictionary(project => project, _ => true));
        CreationGives(_storing.Task);
    }

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
        Gateway.Branches = (filter, _) => Scripted.ApiResponse<IReadOnlyList<Branch>>([new Branch(filter!, "1")]);
        await step.ChangeAsync("review-branch", "brand-new");
        await step.WaitForAssertionAsync(() => Draft.Review?.Branch.ShouldBe("brand-new"));
        step.Has("field-error-branch").ShouldBeFalse();
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

    [Theory]
    [InlineData(true, "you", TriggerSource.Webhooks)]
    [InlineData(false, "administrator", TriggerSource.Administrator)]
    [InlineData(null, "unknown", TriggerSource.Webhooks)]
    public async Task Whether_webhooks_may_be_created_is_asked_and_decides_the_trigger_source(bool? isAllowed, string right, TriggerSource source)
    {
        RightIs(isAllowed);
        var step = await ShowReviewAsync();
        await step.WaitForAssertionAsync(() => step.Part("review-webhooks").GetAttribute("data-right").ShouldBe(right));
        await step.WaitForAssertionAsync(() => Draft.Review?.TriggerSource.ShouldBe(source));
        step.Part($"review-trigger-source-{source.ToString().ToLowerInvariant()}").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_person_may_and_what_the_token_may_are_told_apart()
    {
        var step = await ShowReviewAsync();
        await step.WaitForAssertionAsync(() => step.TextOf("review-webhooks").ShouldStartWith("Webhooks in Mars: you can create them."));
        step.TextOf("review-webhooks-person").ShouldBe("Ada Lovelace has the permission Edit Subscriptions there.");
        step.TextOf("review-webhooks-token").ShouldBe("The token has a scope for webhooks.");
    }

    [Fact]
    public async Task Who_may_not_is_sent_to_an_administrator_and_no_scope_is_asked_for()
    {
        RightIs(false);
        TokenScopeIs(new Problem(ProblemCode.ScopeMissing).With("scope", "Code (read)"));
        var step = await ShowReviewAsync();
        await step.WaitForAssertionAsync(() => step.TextOf("review-webhooks").ShouldStartWith("Webhooks in Mars: ask a project administrator"));
        step.TextOf("review-webhooks-person").ShouldStartWith("Ada Lovelace lacks the permission Edit Subscriptions");
        step.TextOf("review-webhooks-token").ShouldBe("No scope of the token changes that.");
    }

    [Fact]
    public async Task A_token_that_may_not_is_told_by_its_scope_and_a_way_on_without_it_is_offered()
    {
        TokenScopeIs(new Problem(ProblemCode.ScopeMissing).With("scope", "Code (read)"));
        var step = await ShowReviewAsync();
        await step.WaitForAssertionAsync(() => step.Part("review-webhooks").GetAttribute("data-right").ShouldBe("no"));
        step.TextOf("review-webhooks").ShouldStartWith("You can't create webhooks in Mars");
        step.TextOf("review-webhooks-person").ShouldStartWith("Ada Lovelace has the permission");
        step.TextOf("review-webhooks-token").ShouldStartWith("The token is accepted, but it lacks a scope: Code (read).");
        (step.Has("review-trigger-source-webhooks"), step.Has("review-trigger-source-administrator"), step.Has("review-trigger-source-polling")).ShouldBe((false, true, true));
    }

    [Fact]
    public async Task What_could_not_be_found_out_is_not_made_up()
    {
        TokenScopeIs(new Problem(ProblemCode.TimedOut));
        var step = await ShowReviewAsync();
        await step.WaitForAssertionAsync(() => step.Part("review-webhooks").GetAttribute("data-right").ShouldBe("unknown"));
        (step.Has("review-webhooks-person"), step.Has("review-webhooks-token")).ShouldBe((false, false));
    }

    [Fact]
    public async Task Polling_is_labelled_with_its_interval_and_stored_when_chosen()
    {
        var step = await ShowReviewAsync();
        await step.WaitForAssertionAsync(() => step.Has("review-trigger-source-polling").ShouldBeTrue());
        step.Find(".trigger-source").TextContent.ShouldContain("Polling, every 2 minutes");
        await step.ClickAsync("[data-testid=review-trigger-source-polling]");
        await step.WaitForAssertionAsync(() => Draft.Review?.TriggerSource.ShouldBe(TriggerSource.Polling));
        step.Part("review-hooks").GetAttribute("data-trigger-source").ShouldBe("polling");
    }

    [Fact]
    public async Task Without_a_trigger_there_is_no_source_to_choose()
    {
        var step = await ShowReviewAsync();
        await step.ChangeAsync("review-trigger-push", false);
        await step.WaitForAssertionAsync(() => Draft.Review?.TriggerSource.ShouldBe(TriggerSource.None));
        step.FindAll(".trigger-source").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_hooks_to_create_are_listed_by_kind_with_the_address_they_call_and_whose_rights()
    {
        var step = await ShowReviewAsync();
        await step.ChangeAsync("review-trigger-pr", true);
        step.FindAll("[data-testid=review-hooks] li").Select(kind => kind.TextContent)
            .ShouldBe(["Code pushed", "Pull request created", "Pull request updated", "Pull request merge attempted"]);
        var said = step.TextOf("review-hooks");
        foreach (var part in (string[])["https://builds.example/", "Ada Lovelace", "the project Mars,"])
            said.ShouldContain(part);

        step.Has("review-hooks-local").ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_of_this_machine_alone_is_warned_about()
    {
        Address.Current = new Uri("http://localhost:5080/");
        (await ShowReviewAsync()).TextOf("review-hooks-local").ShouldContain("PublicUrl");
    }

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

    [Fact]
    public async Task A_prerendered_review_cannot_be_used()
    {
        IsInteractive = false;
        var step = await ShowReviewAsync();
        step.FindAll("input, button").ShouldAllBe(control => control.HasAttribute("disabled"));
    }

    private void RightIs(bool? isAllowed) => Gateway.WebhookRight = (projects, _) => isAllowed is { } allowed
        ? Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(projects.ToDictionary(project => project, _ => allowed))
        : Scripted.ApiResponse<IReadOnlyDictionary<Guid, bool>>(ProblemCode.WebhooksUnknown);

    private async Task CreateAsync(IRenderedComponent<ReviewStep> step)
    {
        _storing.SetResult(NewProfile("rover"));
        await step.ClickAsync("[data-testid=review-create]");
    }

    private Task<IRenderedComponent<ReviewStep>> ShowReviewAsync(Func<ConnectionDraft, ConnectionDraft>? change = null) =>
        ShowAsync<ReviewStep>(draft => (change ?? (same => same))(draft with { Repository = Rover }));

    private BuildProfile NewProfile(string name) =>
        Create(name).Profile;

    private ProfileCreation Create(string name, Func<ConnectionDraft, ConnectionDraft>? change = null)
    {
        var draft = Draft with { Repository = Rover, Review = new ReviewAnswers(name, "main", TriggerPush: true, TriggerPullRequest: false) };
        return ProfileCreation.Of(change?.Invoke(draft) ?? draft, default).Value!;
    }

    private static string? Value(IRenderedComponent<ReviewStep> step, string testId) => step.Part(testId).GetAttribute("value");
}
