using Bunit;
using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Provider;

public sealed class ProviderStepTests : BunitContext
{
    private readonly List<ProviderChoice> _chosen = [];
    private readonly CloudFixture _cloud = new();
    private readonly TaskCompletionSource _storing = new();

    public ProviderStepTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddScoped<PageScript>();
        Services.AddLocalization().AddSingleton<IBrowserIdentity>(new DraftFixture());
        _cloud.AddTo(Services);
        SetRendererInfo(new RendererInfo("Server", true));
    }

    /// <summary>Both clicks are under way before the first has disabled the button.</summary>
    [Fact]
    public async Task A_double_click_chooses_once()
    {
        var step = Render<ProviderStep>(parameters => parameters.Add(shown => shown.Chosen, ChooseAsync));
        var button = step.FindComponents<Radzen.Blazor.RadzenButton>().Single().Instance;

        await step.InvokeAsync(() =>
        {
            _ = button.Click.InvokeAsync();
            _ = button.Click.InvokeAsync();
        });

        _chosen.ShouldBe([new ProviderChoice(ProviderKind.Server)]);
        _storing.SetResult();
    }

    [Fact]
    public void Without_an_authorized_organization_there_is_nothing_to_choose_from()
    {
        _cloud.AccountsAre(CloudFixture.Ada);

        var step = Render<ProviderStep>(parameters => parameters.Add(shown => shown.Chosen, ChooseAsync));

        step.Part("choose-cloud-authorized").HasAttribute("disabled").ShouldBeTrue();
        step.Part("choose-cloud-authorize").HasAttribute("disabled").ShouldBeFalse();
        step.TextOf("cloud-authorized-account").ShouldContain("No organization has been authorized");
    }

    [Fact]
    public async Task Organizations_that_are_authorized_are_offered_with_their_account()
    {
        var stale = CloudFixture.Account("Grace Hopper", "grace@spacetech.example") with { NeedsSignIn = true };
        _cloud.AccountsAre(stale, CloudFixture.Ada);
        _cloud.AuthorizedAre("spacetech", "flight", "lab", "garage");
        var step = Render<ProviderStep>(parameters => parameters.Add(shown => shown.Chosen, ChooseAsync));

        step.TextOf("cloud-authorized-account").ShouldBe("As ada@spacetech.example: spacetech, flight, lab and 1 more.");
        _ = step.ClickAsync("[data-testid=choose-cloud-authorized]");

        _chosen.ShouldBe([new ProviderChoice(ProviderKind.Services, CloudFixture.Ada.Id)]);
        _storing.SetResult();
        await _storing.Task;
    }

    private Task ChooseAsync(ProviderChoice choice)
    {
        _chosen.Add(choice);
        return _storing.Task;
    }
}
