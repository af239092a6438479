using Bunit;
using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Review;

public sealed class ReviewWebhooksTests : ReviewStepContext
{
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
        step.Find("[role=radiogroup]").TextContent.ShouldContain("Polling, every 2 minutes");
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
        step.FindAll("[role=radiogroup]").ShouldBeEmpty();
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
}
