using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard;

/// <summary>The narrow column with the steps at its side. It displays where the draft stands and decides nothing.</summary>
public sealed partial class WizardFrame
{
    /// <summary>Null before the first choice.</summary>
    [Parameter]
    [EditorRequired]
    public ConnectionDraft? Draft { get; set; }

    [Parameter]
    [EditorRequired]
    public WizardStep Current { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<WizardFrame> Text { get; init; }

    private bool CanVisit(WizardStep step) =>
        Draft is not null && step != Current && WizardRoute.Resolve(Draft, step, State.HoldsToken) == step;
}
