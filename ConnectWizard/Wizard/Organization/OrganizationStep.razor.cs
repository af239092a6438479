using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Wizard.Cloud;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Organization;

/// <summary>
/// Who is signed in, and which organization it is to be: one of those that the account is a member of, or one named by hand. Whose tenant the
/// organization is, is asked when it is chosen; all else is the check's business.
/// </summary>
public sealed partial class OrganizationStep
{
    private static readonly CloudFormValidator Rules = new(asksToken: false);
    private readonly CloudForm _form = new();
    private EditContext _editContext = default!;
    private CloudAccount? _account;
    private OrganizationChoices? _choices;
    private OrganizationTenant? _foreign;
    private Problem? _problem;
    private string? _choosing;
    private bool _isListing;

    /// <summary>The page was loaded anew before the check had passed: a token that was entered is asked for again.</summary>
    [Parameter]
    public bool TokenForgotten { get; set; }

    /// <summary>The draft has an organization.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required ICloudAccounts Accounts { get; init; }

    [Inject]
    public required IAccountTokens Tokens { get; init; }

    [Inject]
    public required ICloudGateway Gateway { get; init; }

    [Inject]
    public required CloudSetup Setup { get; init; }

    [Inject]
    public required IStringLocalizer<OrganizationStep> Text { get; init; }

    private ConnectionDraft Draft => State.Draft!;

    private static Problem SignedOut => new(ProblemCode.SignInAgain);

    protected override async Task OnInitializedAsync()
    {
        _form.Name = Draft.Server.Name;
        _editContext = new EditContext(_form);
        _isListing = true;
        _account = Draft.Cloud.Account is { } id ? await Accounts.FindAsync(id, Draft.Owner, CancellationToken) : null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ListAsync();
            StateHasChanged();
        }
    }

    private async Task ListAsync()
    {
        if (_account is not { } account)
            return;

        (_isListing, _problem) = (true, null);
        StateHasChanged();
        var authorized = await Accounts.ListAuthorizedAsync(account.Id, Draft.Owner, CancellationToken);
        var listed = await AskAsync(account);
        _problem = listed.Problem;
        _choices = listed.Succeeded || authorized.Count > 0 ? OrganizationChoices.Of(listed.Value ?? [], authorized) : null;
        _isListing = false;
    }

    private async Task<Result<IReadOnlyList<CloudOrganization>>> AskAsync(CloudAccount account)
    {
        var token = await Tokens.OpenAsync(account.Id, CancellationToken);
        return token.Succeeded ? await Gateway.ListOrganizationsAsync(token.Value, account.ProfileId, CancellationToken) : token.Problem;
    }

    private Task NameAsync() =>
        _editContext.Validate() && OrganizationByName.Read(_form.Organization) is { } named ? ChooseAsync(named) : Task.CompletedTask;

    private Task ChooseAsync(OrganizationByName named) =>
        _account is { } account ? WhileBusyAsync(() => ChooseAsync(named, account)) : Task.CompletedTask;

    private async Task ChooseAsync(OrganizationByName named, CloudAccount account)
    {
        (_choosing, _problem) = (named.Name, null);
        StateHasChanged();
        try
        {
            // An organization that cannot be asked is the check's to explain.
            _foreign = (await Gateway.FindTenantAsync(named.Name, CancellationToken)).Value;
            _problem = _foreign is null ? null : OrganizationTenants.FindForeign(account, _foreign, named.Name);
            if (_problem is null)
                await StoreAsync(named);
        }
        finally
        {
            _choosing = null;
        }
    }

    private async Task StoreAsync(OrganizationByName named)
    {
        var stored = await State.AnswerAsync(
            draft => draft.WithOrganization(Setup.TargetOf(named.Name), _form.ToName()).WithPasted(named.Project, named.Repository), CancellationToken);
        _problem = stored.Problem;
        if (stored.Succeeded)
            await Answered.InvokeAsync();
    }

    private async Task StoreNameAsync()
    {
        _editContext.NotifyFieldChanged(_editContext.Field(nameof(CloudForm.Name)));
        await State.AnswerAsync(draft => draft with { Server = draft.Server with { Name = _form.ToName() } }, CancellationToken);
    }

    /// <summary>The sign-in that mends a problem, where one does.</summary>
    private (string Url, string Words)? WayOn(Problem problem, CloudAccount account) => problem.Code switch
    {
        ProblemCode.SignInAgain => (SignInUrl.ForDraft(Draft.Id, tenant: account.Tenant, login: account.Login), Text["SignInAgain"]),
        ProblemCode.OrganizationOtherTenant when _foreign?.TenantId is { } tenant => (SignInUrl.ForDraft(Draft.Id, tenant: tenant, login: account.Login), Text["SignInThere"]),
        ProblemCode.OrganizationOtherTenant => (CloudStep.TokenUrl(Draft.Id), Text["TokenInstead"]),
        _ => null,
    };
}
