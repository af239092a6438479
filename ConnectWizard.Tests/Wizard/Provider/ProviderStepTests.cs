using Bunit;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Provider;

public sealed class ProviderStepTests : StepContext
{
    private readonly List<ProviderChoice> _chosen = [];
    private readonly TaskCompletionSource _storing = new();

    /// <summary>Both clicks are under way before the first has disabled the button.</summary>
    [Fact]
    public async Task A_double_click_chooses_once()
    {
        var step = Show();
        var form = step.FindComponents<ProviderForm>().Single(one => one.Markup.Contains("choose-server", StringComparison.Ordinal)).Instance;

        await step.InvokeAsync(() =>
        {
            _ = form.Chosen.InvokeAsync(form.Choice);
            _ = form.Chosen.InvokeAsync(form.Choice);
        });

        _chosen.ShouldBe([new ProviderChoice(ProviderKind.Server)]);
        _storing.SetResult();
    }

    [Fact]
    public void Without_an_authorized_organization_there_is_nothing_to_choose_from()
    {
        Cloud.AccountsAre(CloudFixture.Ada);

        var step = Show();

        step.Part("choose-cloud-authorized").HasAttribute("disabled").ShouldBeTrue();
        step.Part("choose-cloud-authorize").HasAttribute("disabled").ShouldBeFalse();
        step.TextOf("choose-cloud-authorize").ShouldBe("Sign in with Microsoft");
        step.TextOf("cloud-authorized-account").ShouldContain("No organization has been authorized");
    }

    [Fact]
    public async Task Organizations_that_are_authorized_are_offered_with_their_account()
    {
        var stale = CloudFixture.Account("Grace Hopper", "grace@spacetech.example") with { NeedsSignIn = true };
        Cloud.AccountsAre(stale, CloudFixture.Ada);
        Cloud.AuthorizedAre("spacetech", "flight", "lab", "garage");
        var step = Show();

        step.TextOf("choose-cloud-authorize").ShouldBe("Authorize more repositories");
        step.TextOf("cloud-authorized-account").ShouldBe("Authorized as ada@spacetech.example: spacetech, flight, lab and 1 more.");
        _ = step.Part("choose-cloud-authorized").Closest("form")!.SubmitAsync();

        _chosen.ShouldBe([new ProviderChoice(ProviderKind.Services, CloudFixture.Ada.Id)]);
        _storing.SetResult();
        await _storing.Task;
    }

    private IRenderedComponent<ProviderStep> Show()
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return Render<ProviderStep>(parameters => parameters.Add(step => step.Chosen, ChooseAsync));
    }

    private Task ChooseAsync(ProviderChoice choice)
    {
        _chosen.Add(choice);
        return _storing.Task;
    }
}
