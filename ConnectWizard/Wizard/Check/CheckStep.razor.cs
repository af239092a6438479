using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
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
    private Connection? _twin;
    private CloudAccount? _account;

    /// <summary>Raised when the person went on and the draft says so.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required ICloudAccounts Accounts { get; init; }

    [Inject]
    public required IStringLocalizer<CheckStep> Text { get; init; }

    private bool CanContinue =>
        !IsDisabled && _panel is { IsRunning: false } && _result is { Passed: true } && State.Draft?.Credential is not null;

    private bool IsServices => State.Draft?.Provider == ProviderKind.Services;

    /// <summary>An account asks, and no token that somebody made.</summary>
    private bool IsWithAccount => State.Draft is { Provider: ProviderKind.Services, Cloud.Account: not null };

    /// <summary>The step where what is checked is changed.</summary>
    private string ChangeUrl => WizardRoute.Url(State.Draft!.Id, IsServices ? WizardStep.Organization : WizardStep.Server);

    private string SwitchUrl => IsWithAccount ? SignInUrl.ForDraft(State.Draft!.Id, anotherAccount: true) : ChangeUrl;

    /// <summary>The sign-in that mends the failure, where one does.</summary>
    private string? SignInWay => (State.Draft, _result?.Failure) switch
    {
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
        if (_panel is null || State.Draft is not { Target: { } target } draft)
            return;

        (_result, _twin) = (null, null);
        State.Failure = null;
        var token = await State.OpenTokenAsync(CancellationToken);
        _account = draft.Cloud.Account is { } id ? await Accounts.FindAsync(id, draft.Owner, CancellationToken) : null;
        await _panel.RunAsync(CheckSubject.Of(target, token, draft.Server.PastedProject, draft.Server.PastedRepository) with { Account = _account });
    }

    private async Task EndAsync(CheckResult result)
    {
        State.Failure = result.Failure;
        if (result.Target is { } asked && result.Items[(int)CheckItemId.Token].State is CheckItemState.Passed or CheckItemState.Warned)
            State.TokenWasAccepted(asked);

        if (result is { Passed: true, Target: { } target, Facts: { } facts })
        {
            var kept = await State.KeepCheckedAsync(target, facts, CancellationToken);
            if (kept.Succeeded)
                _twin = await Connections.FindExistingAsync(kept.Value.Workspace, target, facts.AccountId, CancellationToken);
        }

        _result = result;
        StateHasChanged();
    }

    private Task ContinueAsync() => WhileBusyAsync(async () =>
    {
        var stored = await State.AnswerAsync(draft => draft with { CheckAccepted = true }, CancellationToken);
        if (stored.Succeeded)
            await Answered.InvokeAsync();
    });

    private static Problem ExistingProblem(Connection twin)
    {
        var problem = new Problem(ProblemCode.ConnectionExists)
            .With("name", twin.Name).With("host", twin.Target.Address.Host).With("collection", twin.Target.Collection).With("account", twin.Facts.AccountName);
        return twin.Target.Provider == ProviderKind.Services ? problem.With(ProblemText.Variant, ProblemText.Services) : problem;
    }

    private RenderFragment? FieldMark(ConnectionField field) => _result?.Failure is { } failure && ProblemCatalog.FieldOf(failure.Code) == field
        ? builder =>
        {
            builder.OpenElement(0, "div");
            builder.AddAttribute(1, "class", "cw-field__error");
            builder.AddAttribute(2, "data-testid", $"field-error-{field.Name()}");
            builder.AddContent(3, ProblemText.For(failure).What);
            builder.CloseElement();
        }
    : null;
}
