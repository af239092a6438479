using ConnectWizard.Connections;
using ConnectWizard.Connections.Repositories;
using ConnectWizard.Wizard.Review;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Done;

public sealed class DoneStepTests : StepContext
{
    [Fact]
    public async Task It_links_the_profile_and_says_that_webhooks_are_not_set_up()
    {
        var (_, profile) = Creation.Of(
            Draft with { Repository = new RepositoryChoice(Samples.Id("rover"), "rover", Samples.Id("Mars"), "Mars", "main") },
            new ReviewAnswers("Rover nightly", "main", TriggerPush: true, TriggerPullRequest: false), default);
        ProfilesAre(profile);
        var step = await ShowAsync<DoneStep>(draft => draft with { Profile = profile.Id.Value });
        step.Part("done-profile-link").GetAttribute("href").ShouldBe($"/profiles/{profile.Id}");
        step.Markup.ShouldContain("Rover nightly");
        step.Part("done-another").GetAttribute("href").ShouldBe("/connect");
        step.Markup.ShouldContain("Webhooks are not set up");
    }

    [Fact]
    public async Task A_profile_that_was_deleted_since_is_not_linked()
    {
        var step = await ShowAsync<DoneStep>(draft => draft with { Profile = Guid.NewGuid() });
        (step.Has("done-profile-link"), step.Has("done-another")).ShouldBe((false, true));
    }
}
