using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace ConnectWizard.Components;

/// <summary>A text field of a form: label, help and message, judged when it is left. Not for secrets, see <see cref="SecretField"/>.</summary>
public sealed partial class TextField
{
    private FieldIdentifier _field;

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

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>Given by <c>@bind-Value</c>.</summary>
    [Parameter]
    [EditorRequired]
    public required Expression<Func<string?>> ValueExpression { get; set; }

    /// <summary>The field was left, changed or not.</summary>
    [Parameter]
    public EventCallback Left { get; set; }

    [Parameter]
    public bool IsDisabled { get; set; }

    [Parameter]
    public bool IsRequired { get; set; }

    /// <summary>Whether the field takes the focus when it appears.</summary>
    [Parameter]
    public bool AutoFocus { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public int MaxLength { get; set; } = 200;

    [Parameter]
    public InputMode InputMode { get; set; } = InputMode.text;

    /// <summary>One of MudBlazor's icons, at the start.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>Ids of what else describes the field.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    /// <summary>For the input itself: its test id, <c>spellcheck</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object>? Attributes { get; set; }

    [CascadingParameter]
    public EditContext? EditContext { get; set; }

    protected override void OnParametersSet() => _field = FieldIdentifier.Create(ValueExpression);

    private async Task LeaveAsync()
    {
        // First whoever listens, who may change the value; what it stores is not waited for.
        var left = Left.InvokeAsync();
        EditContext?.NotifyFieldChanged(_field);
        await left;
    }
}
