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

    /// <summary>The draft has an organization.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required CloudSetup Setup { get; init; }

    [Inject]
    public required IStringLocalizer<OrganizationStep> Text { get; init; }

    private ConnectionDraft Draft => State.Draft!;

    private string CloudUrl => WizardRoute.Url(Draft.Id, WizardStep.Cloud);

    /// <summary>Azure DevOps lists no organizations to an application.</summary>
    private bool IsListed => _account is not { IsApplication: true } || _choices is { All.Count: > 0 };

    private static Problem SignedOut => new(ProblemCode.SignInAgain);

    protected override async Task OnInitializedAsync()
    {
        (_form.Name, _form.Organization) = (Draft.Server.Name, Draft.Server.PastedOrganization ?? "");
        _editContext = new EditContext(_form);
        _isListing = true;
        _account = await State.FindAccountAsync(CancellationToken);
    }

    protected override async Task LoadAsync()
    {
        if (_account is not { } account)
            return;

        (_isListing, _problem) = (true, null);
        StateHasChanged();
        (_choices, _problem) = await State.ListOrganizationsAsync(account, CancellationToken);
        _isListing = false;
    }

    private Task NameAsync() =>
        _editContext.Validate() && _form.ByName is { } named ? ChooseAsync(named) : Task.CompletedTask;

    private Task ChooseAsync(OrganizationByName named) =>
        _account is { } account ? WhileBusyAsync(() => ChooseAsync(named, account)) : Task.CompletedTask;

    private async Task ChooseAsync(OrganizationByName named, CloudAccount account)
    {
        (_choosing, _problem) = (named.Name, null);
        StateHasChanged();
        try
        {
            // An organization that cannot be asked is the check's to explain.
            _foreign = await State.FindTenantAsync(named.Name, CancellationToken);
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
        var stored = await State.ChangeAsync(
            draft => draft.WithOrganization(Setup.TargetOf(named.Name), _form.ToName()).WithPasted(named.Name, named.Project, named.Repository), CancellationToken);
        _problem = stored.Problem;
        if (stored.Succeeded)
            await Answered.InvokeAsync();
    }

    private async Task StoreNameAsync(string typed)
    {
        var name = new CloudForm { Name = typed }.ToName();
        if (name != Draft.Server.Name)
            await State.KeepAsync(Text["Name"], draft => draft with { Server = draft.Server with { Name = name } }, CancellationToken);
    }

    /// <summary>The sign-in that fixes a problem, where one does.</summary>
    private (string Url, string Text)? FindLink(Problem problem, CloudAccount account) => problem.Code switch
    {
        _ when account.IsApplication => (CloudStep.IdentityUrl(Draft.Id), Text["IdentityInstead"]),
        ProblemCode.SignInAgain => (SignInUrl.ForDraft(Draft.Id, tenant: account.Tenant, login: account.Login), Text["SignInAgain"]),
        ProblemCode.OrganizationOtherTenant when _foreign?.TenantId is { } tenant => (SignInUrl.ForDraft(Draft.Id, tenant: tenant, login: account.Login), Text["SignInThere"]),
        ProblemCode.OrganizationOtherTenant => (CloudStep.TokenUrl(Draft.Id), Text["TokenInstead"]),
        _ => null,
    };
}
