using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Wizard;

/// <summary>A step's heading. When a step follows another in the same circuit, the focus goes here, so that it is read and the next Tab is in the step.</summary>
public sealed partial class StepHeading
{
    private ElementReference _heading;

    [Parameter]
    [EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Parameter]
    public string? Lead { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync(preventScroll: false);
        }
    }
}
