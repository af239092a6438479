using ConnectWizard.Components;
using ConnectWizard.Connections.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Connections.Forms;

/// <summary>The fields of a server connection with the paste box, inside an <see cref="EditForm"/>. A typed token is never sent back to the browser.</summary>
public sealed partial class ServerFields
{
    /// <summary>In characters: longer than any valid value, so that a message can say so, and within the 32 KB of a circuit's message.</summary>
    private const int MaxInputLength = 2500;

    private ParsedAddress? _pasted;
    private SecretField? _paste;
    private SecretField? _token;
    private bool _sampleToken;
    private IReadOnlyList<InputNote> _notes = [];

    [Parameter]
    [EditorRequired]
    public required ServerForm Form { get; set; }

    [Parameter]
    public bool AsksName { get; set; } = true;

    [Parameter]
    public bool IsDisabled { get; set; }

    [Parameter]
    public string? GroupNote { get; set; }

    [Parameter]
    public EventCallback<string> Left { get; set; }

    /// <summary>Somebody stopped typing in a property's field, and hasn't left it.</summary>
    [Parameter]
    public EventCallback<(string Property, string Text)> Typed { get; set; }

    [Parameter]
    public EventCallback<ParsedServer> Pasted { get; set; }

    /// <summary>The person wants to continue with Azure DevOps Services.</summary>
    [Parameter]
    public EventCallback<ParsedServices> ServicesChosen { get; set; }

    [CascadingParameter]
    public required EditContext EditContext { get; set; }

    private string? TokenPlaceholder =>
        _sampleToken ? Text["Token.Sample"].Value : Form.HasKeptToken ? Text["Token.Kept"].Value : null;

    public void ForgetToken()
    {
        Form.Token = "";
        _sampleToken = false;
        _token?.Clear();
    }

    protected override void OnParametersSet() => ShowNotes();

    private void EnterToken(string token)
    {
        Form.Token = token;
        _sampleToken = false;
    }

    private async Task LeaveAsync(string property)
    {
        if (property == nameof(ServerForm.Url))
        {
            // A user part may be a password: it is removed before anything is stored or sent back. The note on it stays.
            ShowNotes();
            Form.RedactUrl();
        }
        else if (property == nameof(ServerForm.Collection))
        {
            ShowNotes();
        }

        await Left.InvokeAsync(property);
    }

    private async Task PasteAsync(string text)
    {
        var pasted = AddressParser.ParsePasted(text);

        // What was understood is in the fields; the box may have held a secret, so it is emptied.
        if (pasted is ParsedServer)
            _paste?.Clear();
        await TakeOtherAsync(pasted);
    }

    private async Task TakeOtherAsync(ParsedAddress pasted)
    {
        _pasted = pasted;
        if (pasted is ParsedServer server)
        {
            await TakeAsync(server);
        }
        else if (pasted is ParsedServices && Form.ForgetPasted())
        {
            ShowNotes();
            await Left.InvokeAsync(nameof(ServerForm.Url));
        }
    }

    private async Task TakeAsync(ParsedServer server)
    {
        Form.Take(server);
        ShowNotes();
        NotifyAddressChanged();
        await Pasted.InvokeAsync(server);
    }

    private async Task TakeSampleAsync(SampleConnection sample)
    {
        (Form.Name, Form.Url, Form.Collection, Form.Token) = (sample.Name, sample.Url, sample.Collection, sample.Token.Reveal());
        (_sampleToken, _pasted) = (true, null);
        _token?.Clear();
        ShowNotes();
        NotifyAddressChanged();
        foreach (var property in (string[])[nameof(ServerForm.Name), nameof(ServerForm.Token)])
            EditContext.NotifyFieldChanged(EditContext.Field(property));

        await Left.InvokeAsync(nameof(ServerForm.Url));
    }

    private void NotifyAddressChanged()
    {
        EditContext.NotifyFieldChanged(EditContext.Field(nameof(ServerForm.Url)));
        EditContext.NotifyFieldChanged(EditContext.Field(nameof(ServerForm.Collection)));
    }

    private void ShowNotes() => _notes = Form.Parsed.Notes;
}
