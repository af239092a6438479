using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard;

/// <summary>The step with the rail of all steps at its side. It displays where the draft stands and decides nothing.</summary>
public sealed partial class WizardFrame
{
    /// <summary>Two lines of the rail.</summary>
    private const int MaxAnswerLength = 48;

    /// <summary>Null before the first choice.</summary>
    [Parameter]
    [EditorRequired]
    public ConnectionDraft? Draft { get; set; }

    [Parameter]
    [EditorRequired]
    public WizardStep Current { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<WizardFrame> Text { get; init; }

    private string NotStored => State.Unstored is { Count: > 0 } names ? Text["NotStored", string.Join(", ", names)] : Text["NotStored.Action"];

    private IReadOnlyList<WizardStep> Steps => WizardRoute.StepsOf(Draft?.Provider);

    private bool IsAnswered(WizardStep step) => Draft is not null && WizardRoute.IsAnswered(Draft, step, State.HoldsToken);

    private bool CanVisit(WizardStep step) =>
        Draft is not null && step != Current && WizardRoute.Resolve(Draft, step, State.HoldsToken) == step;

    private string? AnswerOf(WizardStep step) => LongAnswerOf(step) is { } answer ? DisplayText.Clip(answer, MaxAnswerLength) : null;

    /// <summary>An answer in a word or two.</summary>
    private string? LongAnswerOf(WizardStep step) => step switch
    {
        WizardStep.Provider => Text[$"Provider.{Draft!.Provider}"].Value,
        WizardStep.Cloud => Draft!.Cloud.WithToken ? Text["Token"].Value : Draft.Facts?.AccountName,
        WizardStep.Server => Draft!.Target?.Url.Authority,
        WizardStep.Organization => Draft!.Target?.Collection,
        WizardStep.Check => Draft!.Facts?.AccountName,
        WizardStep.Repository => Draft!.Repository?.Name,
        WizardStep.Review => Draft!.Review?.ProfileName,
        _ => null,
    };
}
