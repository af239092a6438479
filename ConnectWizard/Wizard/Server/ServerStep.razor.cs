using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Server;

/// <summary>The server form of the wizard: each field but the token is stored when it is left; a valid form becomes the draft's target.</summary>
public sealed partial class ServerStep
{
    private static readonly ServerFormValidator Rules = new();
    private readonly ServerForm _form = new();
    private EditContext _editContext = default!;
    private FluentValidator<ServerForm>? _validator;
    private ServerFields? _fields;
    private string? _groupNote;
    private Problem? _problem;

    /// <summary>The page was loaded anew before the check had passed: the token is asked for again, and the page says why.</summary>
    private bool _isTokenLost;

    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    /// <summary>What the fields are called.</summary>
    [Inject]
    public required IStringLocalizer<ServerFields> FieldText { get; init; }

    [Inject]
    public required IStringLocalizer<ServerStep> Text { get; init; }

    protected override void OnInitialized()
    {
        var answers = State.Draft!.Server;
        (_form.Name, _form.Url, _form.Collection) = (answers.Name, answers.Url, answers.Collection);
        _form.Expiry.Take(answers.TokenEndsOn);
        _form.HasKeptToken = HasKeptToken;
        _isTokenLost = State.HasLostToken;
        _editContext = new EditContext(_form);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && State.Failure is { } failure && ProblemCatalog.FieldOf(failure.Code) is { } field)
            _validator?.Show(ServerForm.PropertyOf(field), ProblemText.For(failure).What);
    }

    /// <summary>A token is there for what the form names now: the one held, or the draft's checked one for the very same target.</summary>
    private bool HasKeptToken => _form.Parsed.Target is { } target
        && (State.CanRebindToken(target) || (State.Draft is { Credential: not null, Target: { } current } && current.Binding == target.Binding));

    /// <summary>The form as it may be stored: what looks like a secret in the wrong field is left out.</summary>
    private ServerAnswers Answers => _form.ToAnswers(State.Draft!.Server);

    private async Task SaveAsync(string property)
    {
        await StoreAsync(property, Answers);
        if (property == nameof(ServerForm.Name))
            await ReadGroupAsync();
    }

    /// <summary>Half of another address would drop the checked one, and its token: that waits until the field is left.</summary>
    private Task SaveTypedAsync((string Property, string Text) typed) =>
        typed.Property is nameof(ServerForm.Url) or nameof(ServerForm.Collection) && State.Draft!.Target is not null
            ? Task.CompletedTask
            : StoreAsync(typed.Property, _form.ToAnswers(State.Draft!.Server, typed.Property, typed.Text));

    /// <summary>Project and repository of a pasted address are kept for the picker.</summary>
    private Task SavePastedAsync(ParsedServer pasted) =>
        StoreAsync(nameof(ServerForm.Url), Answers with { PastedOrganization = null, PastedProject = pasted.Project, PastedRepository = pasted.Repository });

    /// <summary>The address is one of the cloud: the wizard goes on there, and what the address names is preselected.</summary>
    private async Task SwitchToServicesAsync(ParsedServices pasted)
    {
        var stored = await State.ChangeAsync(
            draft => draft.WithProvider(ProviderKind.Services).WithPasted(pasted.Organization, pasted.Project, pasted.Repository), CancellationToken);
        _problem = stored.Problem;
        if (stored.Succeeded)
            await Answered.InvokeAsync();
    }

    private async Task StoreAsync(string property, ServerAnswers answers)
    {
        if (answers != State.Draft!.Server)
            _problem = (await State.KeepAsync(FieldText[property], draft => draft.WithServer(answers), CancellationToken)).Problem;

        _form.HasKeptToken = HasKeptToken;
    }

    private async Task ReadGroupAsync()
    {
        var same = await State.CountConnectionsAsync(_form.Name.Trim(), CancellationToken);
        _groupNote = same == 0 ? null : " " + Text["Group", same];
    }

    private async Task SubmitAsync()
    {
        _form.HasKeptToken = HasKeptToken;
        if (_editContext.Validate() && _form.Parsed.Target is { } target)
            await WhileBusyAsync(() => SubmitAsync(target));
    }

    private async Task SubmitAsync(ServerTarget target)
    {
        var token = _form.Token.Length > 0 ? _form.ToToken().Value?.Token : null;
        var answers = Answers with { Name = _form.Name.Trim() };
        var stored = await State.ChangeAsync(
            draft => (token is null ? draft : draft.WithNewToken()).WithServer(answers).WithTarget(target), CancellationToken);
        _problem = stored.Problem;
        if (stored.Succeeded)
        {
            Dispatch(token);
            await Answered.InvokeAsync();
        }
    }

    private void Dispatch(Secret? token)
    {
        if (token is null)
            State.RebindToken();
        else
            State.SetToken(token);

        _fields?.ForgetToken();
    }
}
