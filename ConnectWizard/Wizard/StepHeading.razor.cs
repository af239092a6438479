using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Wizard;

/// <summary>A step's heading. When a step follows another in the same circuit, the focus goes here, so that it is read and the next Tab is in the step.</summary>
public sealed partial class StepHeading
{
    private const string Id = "step-heading";

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Lead { get; set; }

    [Inject]
    public required PageScript Script { get; init; }

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? Script.CallAsync(Assets["js/shell.js"], "focus", [Id], CancellationToken) : Task.CompletedTask;
}
