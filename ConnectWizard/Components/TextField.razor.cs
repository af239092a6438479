using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace ConnectWizard.Components;

/// <summary>A text field of a form. Not for secrets, see <see cref="SecretField"/>.</summary>
public sealed partial class TextField
{
    private FieldIdentifier _field;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>Given by <c>@bind-Value</c>.</summary>
    [Parameter]
    [EditorRequired]
    public required Expression<Func<string?>> ValueExpression { get; set; }

    [Parameter]
    public InputMode InputMode { get; set; } = InputMode.text;

    /// <summary>One of MudBlazor's icons, at the start.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>Ids of what else describes the field.</summary>
    [Parameter]
    public string? DescribedBy { get; set; }

    protected override FieldIdentifier Field => _field;

    protected override void OnParametersSet() => _field = FieldIdentifier.Create(ValueExpression);
}
