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

    public SecretField() => MaxLength = 2500;

    /// <summary>The model's property, whose messages are shown.</summary>
    [Parameter]
    [EditorRequired]
    public required string Property { get; set; }

    /// <summary>What was typed.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback<string> Entered { get; set; }

    /// <summary>More than one for a text of several lines, which stays readable while it is there.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    protected override FieldIdentifier Field => EditContext!.Field(Property);

    /// <summary>Empties the input in the browser, too.</summary>
    public void Clear()
    {
        _round++;
        StateHasChanged();
    }

    private Task EnterAsync(ChangeEventArgs change) => Entered.InvokeAsync(change.Value as string ?? "");
}
