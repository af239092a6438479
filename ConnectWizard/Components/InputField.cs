using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Components;

/// <summary>What a text field and a secret one have in common: label, help and message, and that they are judged when they are left.</summary>
public abstract class InputField : ComponentBase
{
    /// <summary>The input's id.</summary>
    [Parameter]
    [EditorRequired]
    public required string Id { get; set; }

    /// <summary>The message is <c>field-error-{name}</c>; the id where nothing else is said.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    [EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public RenderFragment? Help { get; set; }

    /// <summary>The field was left, changed or not.</summary>
    [Parameter]
    public EventCallback Left { get; set; }

    /// <summary>Somebody stopped typing and is still in the field: what is typed may be stored, and isn't validated yet. For a secret without the text.</summary>
    [Parameter]
    public EventCallback<string> Paused { get; set; }

    [Parameter]
    public bool IsDisabled { get; set; }

    [Parameter]
    public bool IsRequired { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = 200;

    /// <summary>For the input itself: its test id, <c>spellcheck</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object>? Attributes { get; set; }

    [CascadingParameter]
    public EditContext? EditContext { get; set; }

    /// <summary>The model's property, whose messages are shown.</summary>
    protected abstract FieldIdentifier Field { get; }

    protected bool IsInvalid => EditContext?.GetValidationMessages(Field).Any() == true;

    protected async Task LeaveAsync()
    {
        // First whoever listens, who may change the value; what it stores is not waited for.
        var left = Left.InvokeAsync();
        EditContext?.NotifyFieldChanged(Field);
        await left;
    }
}
