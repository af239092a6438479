using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Components;

/// <summary>
/// A field for a token or another secret. A MudTextField sends its value back to the browser when it renders again; this one's input has no value that
/// the server sends: what is typed travels one way.
/// </summary>
public sealed partial class SecretField
{
    private int _round;

    /// <summary>The input's id.</summary>
    [Parameter]
    [EditorRequired]
    public required string Id { get; set; }

    /// <summary>The message is <c>field-error-{name}</c>; the id where nothing else is said.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The model's property, whose messages are shown.</summary>
    [Parameter]
    [EditorRequired]
    public required string Property { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public RenderFragment? Help { get; set; }

    /// <summary>What was typed.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback<string> Entered { get; set; }

    /// <summary>The field was left, changed or not.</summary>
    [Parameter]
    public EventCallback Left { get; set; }

    [Parameter]
    public bool IsDisabled { get; set; }

    [Parameter]
    public bool IsRequired { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = 2500;

    /// <summary>For the input itself: its test id.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object>? Attributes { get; set; }

    [CascadingParameter]
    public required EditContext EditContext { get; set; }

    private FieldIdentifier Field => EditContext.Field(Property);

    private bool IsInvalid => EditContext.GetValidationMessages(Field).Any();

    /// <summary>Empties the input in the browser, too.</summary>
    public void Clear()
    {
        _round++;
        StateHasChanged();
    }

    private Task EnterAsync(ChangeEventArgs change) => Entered.InvokeAsync(change.Value as string ?? "");

    private async Task LeaveAsync()
    {
        var left = Left.InvokeAsync();
        EditContext.NotifyFieldChanged(Field);
        await left;
    }
}
