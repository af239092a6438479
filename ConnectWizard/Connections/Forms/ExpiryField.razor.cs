using System.Globalization;
using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Connections.Forms;

/// <summary>Asks when a token or client secret ends. The form's model calls it <c>Expiry</c>.</summary>
public sealed partial class ExpiryField
{
    /// <summary>The select's id; the date's has <c>-date</c> behind it.</summary>
    [Parameter]
    [EditorRequired]
    public required string Id { get; set; }

    [Parameter]
    [EditorRequired]
    public required ExpiryForm Form { get; set; }

    [Parameter]
    public EventCallback Changed { get; set; }

    [Parameter]
    public bool IsDisabled { get; set; }

    /// <summary>For the select: its test id, which the date has with <c>-date</c> behind it.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public Dictionary<string, object>? Attributes { get; set; }

    [CascadingParameter]
    public EditContext? EditContext { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    private string DateId => $"{Id}-date";

    private FieldIdentifier Field => EditContext!.Field("Expiry");

    private bool IsInvalid => EditContext?.GetValidationMessages(Field).Any() == true;

    protected override void OnParametersSet() => Form.Today = CredentialExpiry.DayOf((Reader?.Clock ?? Clock).GetUtcNow(), Reader?.Zone);

    /// <summary>Whoever chose a date still has to enter it.</summary>
    private Task ChooseAsync() => Form is { Choice: ExpiryForm.OnDate, Date: null } ? Task.CompletedTask : EnterAsync();

    private Task EnterDateAsync(ChangeEventArgs entered)
    {
        Form.TakeText($"{entered.Value}");
        return EnterAsync();
    }

    private Task EnterAsync()
    {
        EditContext?.NotifyFieldChanged(Field);
        return Changed.InvokeAsync();
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
