using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Check;

/// <summary>
/// The connection check of the wizard. It starts by itself and never advances by itself; what it passed is stored, with the token, before
/// anybody may go on.
/// </summary>
public sealed partial class CheckStep : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private CheckPanel? _panel;
    private CheckResult? _result;
    private Connection? _twin;
    private bool _isContinuing;

    /// <summary>Raised when the person went on and the draft says so.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Answered { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required CurlLines Lines { get; init; }

    [Inject]
    public required IStringLocalizer<CheckStep> Text { get; init; }

    private bool CanContinue =>
        RendererInfo.IsInteractive && !_isContinuing && _panel is { IsRunning: false } && _result is { Passed: true } && State.Draft?.Credential is not null;

    private string ServerUrl => WizardRoute.Url(State.Draft!.Id, WizardStep.Server);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await RunAsync();
        }
    }

    private async Task RunAsync()
    {
        if (_panel is null || State.Draft is not { Target: { } target } draft)
        {
            return;
        }

        (_result, _twin) = (null, null);
        State.Failure = null;
        var token = await State.OpenTokenAsync(_leaving.Token);
        await _panel.RunAsync(new CheckSubject(
            target.Address.BaseUrl, target.Collection, token.Value, draft.Server.PastedProject, draft.Server.PastedRepository));
    }

    private async Task EndAsync(CheckResult result)
    {
        State.Failure = result.Failure;
        if (result.Target is { } asked && result.Rungs[(int)RungCode.Token].State is RungState.Passed or RungState.Warned)
        {
            State.TokenWasAccepted(asked);
        }

        if (result is { Passed: true, Target: { } target, Facts: { } facts })
        {
            var kept = await State.KeepCheckedAsync(target, facts, _leaving.Token);
            if (kept.Succeeded)
            {
                _twin = await Connections.FindTwinAsync(kept.Value.Workspace, target, facts.AccountId, _leaving.Token);
            }
        }

        _result = result;
        StateHasChanged();
    }

    private async Task ContinueAsync()
    {
        _isContinuing = true;
        try
        {
            var stored = await State.AnswerAsync(draft => draft with { CheckAccepted = true }, _leaving.Token);
            if (stored.Succeeded)
            {
                await Answered.InvokeAsync();
            }
        }
        finally
        {
            _isContinuing = false;
        }
    }

    private static Problem TwinProblem(Connection twin) => new Problem(ProblemCode.ConnectionExists)
        .With("name", twin.Name).With("collection", twin.Target.Collection).With("account", twin.Facts.AccountName);

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
