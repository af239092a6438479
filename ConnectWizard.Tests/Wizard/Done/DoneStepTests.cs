using Bunit;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;
using ConnectWizard.ServiceHooks.Administrator;
using NSubstitute;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Done;

public sealed class DoneStepTests : StepContext
{
    [Fact]
    public async Task It_links_the_profile_and_shows_its_webhooks_come_alive()
    {
        var profile = ProfileIs(TriggerSource.Webhooks);
        var step = await ShowAsync<DoneStep>(draft => draft with { Profile = profile.Id.Value });
        step.Part("done-profile-link").GetAttribute("href").ShouldBe($"/profiles/{profile.Id}");
        step.Markup.ShouldContain("Rover nightly");
        step.Part("done-another").GetAttribute("href").ShouldBe("/connect");
        step.Part("profile-webhook-health").GetAttribute("data-health").ShouldBe("waiting");

        WebhooksAre(WebhookHealth.Working);
        Signals.Changed(profile.Id);
        await step.WaitForAssertionAsync(() => step.Part("profile-webhook-health").GetAttribute("data-health").ShouldBe("working"));
    }

    [Fact]
    public async Task For_an_administrator_there_is_a_link_to_copy_with_its_end()
    {
        var profile = ProfileIs(TriggerSource.Administrator);
        var ends = new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
        Links.CreateAsync(default!, default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs(new AdministratorLink(new Secret("/webhooks/ask/abc"), ends));
        Links.FindAsync(default!, default!, Xunit.TestContext.Current.CancellationToken).ReturnsForAnyArgs((AdministratorLinkState?)null, new AdministratorLinkState(ends, IsOpen: true, null, null));
        var step = await ShowAsync<DoneStep>(draft => draft with { Profile = profile.Id.Value });

        await step.ClickAsync("[data-testid=administrator-link-make]");

        step.TextOf("administrator-link").ShouldBe("https://builds.example/webhooks/ask/abc");
        step.TextOf("administrator-ask").ShouldContain("2026-11-28 09:00 UTC");
    }

    [Fact]
    public async Task A_profile_that_was_deleted_since_is_not_linked()
    {
        var step = await ShowAsync<DoneStep>(draft => draft with { Profile = Guid.NewGuid() });
        (step.Has("done-profile-link"), step.Has("done-another")).ShouldBe((false, true));
    }

    private BuildProfile ProfileIs(TriggerSource source)
    {
        var (_, profile) = ProfileCreation.Of(
            Draft with
            {
                Repository = new RepositoryChoice(RepositorySamples.Id("rover"), "rover", RepositorySamples.Id("Mars"), "Mars", "main"),
                Review = new ReviewAnswers("Rover nightly", "main", TriggerPush: true, TriggerPullRequest: false, source),
            },
            default).Value!;
        ProfilesAre(profile);
        return profile;
    }
}
