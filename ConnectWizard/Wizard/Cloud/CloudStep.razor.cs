using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>
/// The way to Azure DevOps Services: sign in with Microsoft, go on with an account that has, or use a personal access token. Where no sign-in is
/// configured, what is missing and where it comes from.
/// </summary>
public sealed partial class CloudStep
{
    private const string Token = "token";
    private const string Identity = "identity";
    private string? _opened;
    private bool _isOpening;

    /// <summary>The draft has an account, or an organization with its token.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    /// <summary>"token" or "identity" opens that form: part of an address, so that a link to it works before the circuit does.</summary>
    [SupplyParameterFromQuery]
    public string? With { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required CloudSetup Setup { get; init; }

    [Inject]
    public required PageScript Script { get; init; }

    [Inject]
    public required IStringLocalizer<CloudStep> Text { get; init; }

    /// <summary>The cloud step of a draft with its form for a token.</summary>
    public static string TokenUrl(DraftId draft) => $"{WizardRoute.Url(draft, WizardStep.Cloud)}?with={Token}#with-token";

    /// <summary>The same with the form for an application.</summary>
    public static string IdentityUrl(DraftId draft) => $"{WizardRoute.Url(draft, WizardStep.Cloud)}?with={Identity}#with-identity";

    private ConnectionDraft Draft => State.Draft!;

    private string ProviderUrl => WizardRoute.Url(Draft.Id, WizardStep.Provider);

    /// <summary>Microsoft would take the account of before without asking, and whoever comes back here mostly wants another.</summary>
    private bool AsksAgain => Draft.Cloud is { Account: not null } or { Failure: not null };

    /// <summary>The form that is open.</summary>
    private string? Opened => _opened ?? (With is Token or Identity ? With : !Setup.CanSignIn || Draft.Cloud.WithToken || State.HasLostToken ? Token : null);

    /// <summary>The form that a press has opened is below the other ways: it is gone to.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isOpening)
            return;
        _isOpening = false;
        await Script.CallAsync(Assets["js/shell.js"], "goTo", [$"with-{_opened}", _opened == Identity ? "identity-kind" : "pat-organization"], CancellationToken);
    }

    private static string LeadOf(string? opened) => opened switch
    {
        Identity => "Lead.Identity",
        Token => "Lead.Token",
        _ => "Lead",
    };

    private void Open(string form) => (_opened, _isOpening) = (form, true);

    private async Task UseAsync(AccountId account)
    {
        var stored = await State.ChangeAsync(draft => draft.WithAccount(account), CancellationToken);
        if (stored.Succeeded)
            await Answered.InvokeAsync();
    }
}
