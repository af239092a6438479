using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Provider;

/// <summary>The first question: Azure DevOps Services or a server of one's own.</summary>
public sealed partial class ProviderStep
{
    private bool _isChoosing;

    /// <summary>The answer so far, when the step is visited again.</summary>
    [Parameter]
    public ProviderKind? Current { get; set; }

    [Parameter]
    [EditorRequired]
    public EventCallback<ProviderKind> Chosen { get; set; }

    [Inject]
    public required IStringLocalizer<ProviderStep> Text { get; init; }

    private bool IsIdle => _isChoosing || !RendererInfo.IsInteractive;

    private async Task ChooseAsync(ProviderKind provider)
    {
        if (_isChoosing)
        {
            // The second half of a double click: it was under way before the button was disabled.
            return;
        }

        _isChoosing = true;
        try
        {
            await Chosen.InvokeAsync(provider);
        }
        finally
        {
            _isChoosing = false;
        }
    }
}
