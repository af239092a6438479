using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Wizard;

/// <summary>A step's heading. When a step follows another in the same circuit, the focus goes here, so that it is read and the next Tab is in the step.</summary>
public sealed partial class StepHeading : IDisposable
{
    private const string Id = "step-heading";

    private readonly CancellationTokenSource _cancellation = new();

    [Parameter]
    [EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Lead { get; set; }

    [Inject]
    public required PageScript Script { get; init; }

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? Script.CallAsync(Assets["js/shell.js"], "focus", [Id], _cancellation.Token) : Task.CompletedTask;
}
