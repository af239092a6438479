using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>
/// An organization with a personal access token: for people whom Microsoft Entra cannot serve, and where no sign-in is set up. The token's input
/// has no value that the server sends: what is typed travels one way.
/// </summary>
public sealed partial class CloudTokenForm
{
    private const int MaxInputLength = 2500;
    private static readonly CloudFormValidator Rules = new(asksToken: true);
    private readonly CloudForm _form = new();
    private EditContext _editContext = default!;
    private OrganizationByName? _pasted;
    private SecretField? _token;
    private Problem? _problem;
    private bool _isTokenLost;

    /// <summary>The step before.</summary>
    [Parameter]
    [EditorRequired]
    public required string BackUrl { get; set; }

    /// <summary>A heading above the fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The organization is the draft's target, and this circuit holds the token for it.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required CloudSetup Setup { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<CloudTokenForm> Text { get; init; }

    protected override void OnInitialized()
    {
        var draft = State.Draft!;
        (_form.Organization, _form.Name) = (draft.Cloud.Organization is { Length: > 0 } chosen ? chosen : draft.Server.PastedOrganization ?? "", draft.Server.Name);
        _form.Expiry.Take(draft.Server.TokenEndsOn);
        _form.HasKeptToken = HasKeptToken;
        _isTokenLost = State.HasLostToken;
        _editContext = new EditContext(_form);
    }

    /// <summary>A token is there for what the form names now: the one held, or the draft's checked one for the very same organization.</summary>
    private bool HasKeptToken => State.Draft is { Cloud.WithToken: true } draft && _form.ByName is { } named
        && Setup.TargetOf(named.Name) is var target
        && (State.CanRebindToken(target) || (draft.Credential is not null && draft.Target?.Binding == target.Binding));

    /// <summary>An address becomes its organization's name; whatever else stood in it may be a secret and is not sent back.</summary>
    private Task TakeOrganizationAsync()
    {
        var typed = _form.ByName;
        _pasted = typed;
        _form.Organization = typed?.Name ?? _form.Organization;
        _form.HasKeptToken = HasKeptToken;
        return KeepAsync(nameof(CloudForm.Organization), _form);
    }

    /// <summary>What is left, or paused in, but for the token; another organization than the checked one waits for the form to be submitted.</summary>
    private async Task KeepAsync(string property, CloudForm form, bool hasToken = false)
    {
        var (organization, name, isTyped, endsOn) = (form.ByName, form.ToName(), hasToken || _form.Token.Length > 0, _form.Expiry.ValidDay);
        var kept = await State.KeepAsync(Text[property], Change, CancellationToken);
        _problem = kept.Problem;

        ConnectionDraft Change(ConnectionDraft draft)
        {
            var changed = draft with { Server = draft.Server with { Name = name, HasTypedToken = draft.Server.HasTypedToken || isTyped, TokenEndsOn = endsOn } };
            return draft.Target is not null || organization is null
                ? changed
                : changed.WithPasted(organization.Name, organization.Project ?? draft.Server.PastedProject, organization.Repository ?? draft.Server.PastedRepository) with
                {
                    Cloud = draft.Cloud with { Organization = organization.Name },
                };
        }
    }

    private Task SubmitAsync() => _editContext.Validate() && _form.ByName is { } named
        ? WhileBusyAsync(() => StoreAsync(Setup.TargetOf(named.Name)))
        : Task.CompletedTask;

    private async Task StoreAsync(ServerTarget target)
    {
        var token = _form.Token.Length > 0 ? _form.ToToken().Value?.Token : null;
        var stored = await State.ChangeAsync(
            draft => (token is null ? draft.WithCloudToken() : draft.WithCloudToken().WithNewToken()).WithOrganization(target, _form.ToName()).WithPasted(target.Collection, _pasted?.Project, _pasted?.Repository).WithTokenEnd(_form.Expiry.ValidDay),
            CancellationToken);
        _problem = stored.Problem;
        if (!stored.Succeeded)
            return;

        if (token is null)
            State.RebindToken();
        else
            State.SetToken(token);

        _form.Token = "";
        _token?.Clear();
        await Answered.InvokeAsync();
    }
}
