using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Server;

/// <summary>
/// The fields of a server connection with the box that takes anything pasted; the same in the wizard and on <c>/check</c>. It stands in an
/// <see cref="EditForm"/> and stores nothing. The token's input has no value that the server sends: what is typed travels one way.
/// </summary>
public sealed partial class ServerFields
{
    /// <summary>
    /// In characters: longer than all that is valid, so that a message can say so; and short enough for a message to the circuit, which ends
    /// with one of more than 32 KB.
    /// </summary>
    private const int MaxInputLength = 2500;

    private PastedAddress? _pasted;
    private int _pasteRound;
    private int _tokenRound;
    private bool _sampleToken;
    private IReadOnlyList<InputNote> _notes = [];

    [Parameter]
    [EditorRequired]
    public required ServerForm Form { get; set; }

    /// <summary>False where nothing is saved and so nothing is named.</summary>
    [Parameter]
    public bool AsksName { get; set; } = true;

    /// <summary>The form cannot be used: no circuit yet, or it is being submitted.</summary>
    [Parameter]
    public bool IsDisabled { get; set; }

    /// <summary>A sentence about connections that have the same name already.</summary>
    [Parameter]
    public string? GroupNote { get; set; }

    /// <summary>A field was left; its property's name. The page stores what may be stored.</summary>
    [Parameter]
    public EventCallback<string> Left { get; set; }

    /// <summary>An address was understood: the page stores project and repository.</summary>
    [Parameter]
    public EventCallback<PastedServer> Pasted { get; set; }

    [CascadingParameter]
    public required EditContext EditContext { get; set; }

    [Inject]
    public required SampleConnections Samples { get; init; }

    [Inject]
    public required IStringLocalizer<ServerFields> Text { get; init; }

    private string? TokenPlaceholder =>
        _sampleToken ? Text["Token.Sample"].Value : Form.HasKeptToken ? Text["Token.Kept"].Value : null;

    /// <summary>Takes the token out of the form and its input, once it has been handed on.</summary>
    public void ForgetToken()
    {
        Form.Token = "";
        _sampleToken = false;
        _tokenRound++;
    }

    protected override void OnParametersSet() => _notes = ReadNotes();

    private void EnterToken(ChangeEventArgs change)
    {
        Form.Token = change.Value as string ?? "";
        _sampleToken = false;
    }

    private async Task LeaveAsync(string property)
    {
        if (property == nameof(ServerForm.Url))
        {
            // A user part may be a password: it is dropped before anything is stored or sent back. The note is read before it is gone.
            _notes = ReadNotes();
            Form.Url = AddressParser.Redact(Form.Url);
        }
        else if (property == nameof(ServerForm.Collection))
        {
            _notes = ReadNotes();
        }

        EditContext.NotifyFieldChanged(EditContext.Field(property));
        await Left.InvokeAsync(property);
    }

    private async Task PasteAsync(ChangeEventArgs change)
    {
        _pasted = PastedAddress.Parse(change.Value as string);
        if (_pasted is PastedServer server)
        {
            // What was understood stands in the fields; the box may have held a secret, so it is emptied.
            Form.Take(server);
            _pasteRound++;
            _notes = ReadNotes();
            NotifyAddressChanged();
            await Pasted.InvokeAsync(server);
        }
    }

    private async Task TakeSampleAsync(ChangeEventArgs change)
    {
        if (!int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var index) || index >= Samples.All.Count)
            return;

        var sample = Samples.All[index];
        (Form.Name, Form.Url, Form.Collection, Form.Token) = (sample.Name, sample.Url, sample.Collection, sample.Token.Reveal());
        (_sampleToken, _pasted) = (true, null);
        _tokenRound++;
        _notes = ReadNotes();
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

    private IReadOnlyList<InputNote> ReadNotes() => Form.Url.Length == 0 ? [] : Form.ToTarget().Value?.Notes ?? AddressParser.Parse(Form.Url, Form.Collection).Value?.Notes ?? [];
}
