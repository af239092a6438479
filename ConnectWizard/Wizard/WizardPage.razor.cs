using ConnectWizard.Connections;
using ConnectWizard.Wizard.Provider;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard;

/// <summary>
/// The wizard: shows the step that the address proposes where the draft allows it, else the one that is due. Each step is an entry in the
/// browser's history.
/// </summary>
public sealed partial class WizardPage
{
    private WizardStep _step;
    private Problem? _problem;
    private bool _isLoading;
    private IDisposable? _subscription;

    /// <summary>The draft's id.</summary>
    [Parameter]
    public string? DraftText { get; set; }

    /// <summary>The proposed step.</summary>
    [Parameter]
    public string? StepText { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<WizardPage> Text { get; init; }

    public override ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        return base.DisposeAsync();
    }

    protected override void OnInitialized() => _subscription = State.OnChanged(HandleChanged);

    protected override async Task OnParametersSetAsync()
    {
        _isLoading = true;
        var found = DraftId.TryParse(DraftText, out var id)
            ? await State.LoadAsync(id, CancellationToken)
            : new Problem(ProblemCode.DraftGone);
        _isLoading = false;
        _problem = found.Problem;
        if (!found.Succeeded)
            return;

        WizardStep? proposed = WizardSteps.TryParse(StepText, out var step) ? step : null;
        _step = WizardRoute.Resolve(found.Value, proposed, State.HoldsToken);
        if (_step != proposed)
            Navigation.NavigateTo(WizardRoute.Url(id, _step), replace: true);
    }

    /// <summary>The draft changed: another tab may have taken away what this step is about.</summary>
    private void HandleChanged()
    {
        if (_isLoading || State.Draft is not { } draft)
            return;

        var due = WizardRoute.Resolve(draft, _step, State.HoldsToken);
        if (due == _step || draft.Profile is not null)
            StateHasChanged();
        else
            Navigation.NavigateTo(WizardRoute.Url(draft.Id, due), replace: true);
    }

    private async Task ChooseAsync(ProviderChoice choice)
    {
        var stored = await State.ChangeAsync(draft => draft.With(choice), CancellationToken);
        if (stored.Succeeded)
            GoTo(choice.Account is null ? WizardRoute.StepsOf(choice.Provider)[1] : WizardStep.Organization);
    }

    /// <summary>A step has stored its answer: on to the one after it, or to whichever is due before that.</summary>
    private void Continue()
    {
        if (State.Draft is { } draft)
        {
            var steps = WizardRoute.StepsOf(draft.Provider).ToList();

            // A token names its organization with it.
            var answered = _step == WizardStep.Cloud && draft.Cloud.WithToken ? WizardStep.Organization : _step;
            // A step that answered with another provider has no place among that provider's steps.
            WizardStep? next = steps.IndexOf(answered) is >= 0 and var at ? steps[Math.Min(at + 1, steps.Count - 1)] : null;
            GoTo(WizardRoute.Resolve(draft, next, State.HoldsToken));
        }
    }

    private void GoTo(WizardStep step) => Navigation.NavigateTo(WizardRoute.Url(State.Draft!.Id, step));
}
