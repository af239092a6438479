using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard;

public sealed class WizardRouteTests
{
    [Fact]
    public void Each_answer_makes_the_next_step_due()
    {
        var draft = Drafts.Begun();
        WizardRoute.Due(draft, holdsToken: false).ShouldBe(WizardStep.Server);
        draft = draft.WithTarget(Drafts.Target);
        WizardRoute.Due(draft, holdsToken: true).ShouldBe(WizardStep.Check);
        draft = draft.WithCheck(CredentialId.New(), Drafts.Facts());
        WizardRoute.Due(draft, holdsToken: false).ShouldBe(WizardStep.Check);
        draft = draft with { CheckAccepted = true };
        WizardRoute.Due(draft, holdsToken: false).ShouldBe(WizardStep.Repository);
        draft = draft.WithRepository(Drafts.Repository);
        WizardRoute.Due(draft, holdsToken: false).ShouldBe(WizardStep.Review);
        WizardRoute.Due(draft with { Profile = Guid.NewGuid() }, holdsToken: false).ShouldBe(WizardStep.Done);
    }

    [Fact]
    public void A_target_whose_token_was_forgotten_leads_back_to_the_server_form() =>
        WizardRoute.Resolve(Drafts.Begun().WithTarget(Drafts.Target), WizardStep.Check, holdsToken: false).ShouldBe(WizardStep.Server);

    [Theory]
    [InlineData(WizardStep.Provider, WizardStep.Provider)]
    [InlineData(WizardStep.Server, WizardStep.Server)]
    [InlineData(WizardStep.Check, WizardStep.Check)]
    [InlineData(WizardStep.Repository, WizardStep.Repository)]
    [InlineData(WizardStep.Review, WizardStep.Repository)]
    [InlineData(WizardStep.Done, WizardStep.Repository)]
    [InlineData(WizardStep.Cloud, WizardStep.Repository)]
    [InlineData(null, WizardStep.Repository)]
    public void A_visit_past_the_first_unanswered_step_goes_there_and_answered_steps_can_be_revisited(WizardStep? proposed, WizardStep shown) =>
        WizardRoute.Resolve(Drafts.Checked(), proposed, holdsToken: false).ShouldBe(shown);

    [Theory]
    [InlineData(WizardStep.Provider)]
    [InlineData(WizardStep.Server)]
    [InlineData(WizardStep.Review)]
    [InlineData(null)]
    public void A_finished_draft_shows_only_its_end(WizardStep? proposed) =>
        WizardRoute.Resolve(Drafts.Checked().WithRepository(Drafts.Repository) with { Profile = Guid.NewGuid() }, proposed, false).ShouldBe(WizardStep.Done);

    [Fact]
    public void The_way_of_the_cloud_has_its_own_steps() =>
        WizardRoute.StepsOf(ProviderKind.Services).ShouldBe([
            WizardStep.Provider, WizardStep.Cloud, WizardStep.Organization, WizardStep.Check, WizardStep.Repository, WizardStep.Review, WizardStep.Done]);

    [Theory]
    [InlineData("server", true)]
    [InlineData("Server", false)]
    [InlineData("3", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_step_is_named_in_an_address_in_one_way_only(string? segment, bool isStep) => WizardSteps.TryParse(segment, out _).ShouldBe(isStep);
}
