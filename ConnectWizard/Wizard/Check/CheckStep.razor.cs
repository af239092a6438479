using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Wizard.Cloud;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Check;

/// <summary>
/// The connection check of the wizard. It starts by itself and never advances by itself; what it passed is stored, with the token, before
/// anybody may go on.
/// </summary>
public sealed partial class CheckStep
{
    private CheckPanel? _panel;
    private CheckResult? _result;
    private Connection? _existing;
    private CloudAccount? _account;
    private Problem? _problem;

    /// <summary>Raised when the person went on and the draft says so.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<CheckStep> Text { get; init; }

    private bool CanContinue =>
        !IsDisabled && _panel is { IsRunning: false } && _result is { Passed: true } && State.Draft is not null;

    private bool IsServices => State.Draft?.Provider == ProviderKind.Services;

    /// <summary>An account asks, and no token that somebody made.</summary>
    private bool IsWithAccount => State.Draft is { Provider: ProviderKind.Services, Cloud.Account: not null };

    /// <summary>The step where what is checked is changed.</summary>
    private string ChangeUrl => WizardRoute.Url(State.Draft!.Id, IsServices ? WizardStep.Organization : WizardStep.Server);

    private string SwitchUrl => _account is { IsApplication: true } ? CloudStep.IdentityUrl(State.Draft!.Id) : IsWithAccount ? SignInUrl.ForDraft(State.Draft!.Id, anotherAccount: true) : ChangeUrl;

    private string SignInText => _result?.Failure?.Arguments.GetValueOrDefault(ProblemText.Variant) is ProblemText.Removed or ProblemText.Application && _result.Failure.Code == ProblemCode.SignInAgain
        ? "SignIn.Choose"
        : $"SignIn.{_result!.Failure!.Code}";

    /// <summary>The sign-in that fixes the failure, where one does; the choice of an account where the one of before is gone.</summary>
    private string? SignInLink => (State.Draft, _result?.Failure) switch
    {
        ({ } draft, { Code: ProblemCode.SignInAgain } ended) when ended.Arguments.GetValueOrDefault(ProblemText.Variant) is ProblemText.Removed or ProblemText.Application => WizardRoute.Url(draft.Id, WizardStep.Cloud),
        _ when _account is { IsApplication: true } => null,
        ({ } draft, { Code: ProblemCode.SignInAgain }) when IsWithAccount => SignInUrl.ForDraft(draft.Id, tenant: _account?.Tenant, login: _account?.Login),
        ({ } draft, { Code: ProblemCode.OrganizationOtherTenant } foreign) when foreign.Arguments.TryGetValue("tenant", out var tenant) =>
            SignInUrl.ForDraft(draft.Id, tenant: tenant, login: _account?.Login),
        ({ } draft, { Code: ProblemCode.NotAMember or ProblemCode.OrganizationRefused }) when IsWithAccount => SignInUrl.ForDraft(draft.Id, anotherAccount: true),
        _ => null,
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await RunAsync();
    }

    private async Task RunAsync()
    {
        if (_panel is null || State.Draft?.Target is null)
            return;

        (_result, _existing) = (null, null);
        _account = await State.FindAccountAsync(CancellationToken);
        await _panel.RunAsync(State.RunCheckAsync);
    }

    private async Task EndAsync(CheckResult result)
    {
        _existing = result.Passed ? await State.FindExistingConnectionAsync(CancellationToken) : null;
        _result = result;
        StateHasChanged();
    }

    private Task ContinueAsync() => WhileBusyAsync(async () =>
    {
        var stored = await State.ChangeAsync(draft => draft with { CheckAccepted = true }, CancellationToken);
        _problem = stored.Problem;
        // What the check has stored went with the account or was taken by another tab: a new check tells why.
        if (stored.Value is { Credential: null })
            await RunAsync();
        else if (stored.Succeeded)
            await Answered.InvokeAsync();
    });

    private static Problem ExistingProblem(Connection existing)
    {
        var problem = new Problem(ProblemCode.ConnectionExists)
            .With("name", existing.Name).With("host", existing.Target.Address.Host).With("collection", existing.Target.Collection).With("account", existing.Facts.AccountName);
        return existing.Target.Provider == ProviderKind.Services ? problem.With(ProblemText.Variant, ProblemText.Services) : problem;
    }
}
