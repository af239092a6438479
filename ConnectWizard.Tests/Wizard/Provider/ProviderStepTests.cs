using Bunit;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Provider;

public sealed class ProviderStepTests : BunitContext
{
    private readonly List<ProviderKind> _chosen = [];
    private readonly TaskCompletionSource _storing = new();

    public ProviderStepTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
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

        _chosen.ShouldBe([ProviderKind.Server]);
        _storing.SetResult();
    }

    private Task ChooseAsync(ProviderKind provider)
    {
        _chosen.Add(provider);
        return _storing.Task;
    }
}
