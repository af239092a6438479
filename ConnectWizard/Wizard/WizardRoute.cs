using ConnectWizard.Connections;

namespace ConnectWizard.Wizard;

/// <summary>
/// Which step is due. The step is a question asked of the draft, not a variable: an address only proposes one. Pure.
/// </summary>
public static class WizardRoute
{
    private static readonly IReadOnlyList<WizardStep> ServerItems =
        [WizardStep.Provider, WizardStep.Server, WizardStep.Check, WizardStep.Repository, WizardStep.Review, WizardStep.Done];

    private static readonly IReadOnlyList<WizardStep> ServicesItems =
        [WizardStep.Provider, WizardStep.Cloud, WizardStep.Organization, WizardStep.Check, WizardStep.Repository, WizardStep.Review, WizardStep.Done];

    /// <summary>The steps of the draft's provider, in their order.</summary>
    public static IReadOnlyList<WizardStep> StepsOf(ProviderKind? provider) => provider == ProviderKind.Services ? ServicesItems : ServerItems;

    /// <summary>The first step that is not answered.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="holdsToken">The circuit holds a token that is not checked yet; a fresh page never does.</param>
    public static WizardStep Due(ConnectionDraft draft, bool holdsToken) =>
        StepsOf(draft.Provider).First(step => !IsAnswered(draft, step, holdsToken));

    /// <summary>The step to show when <paramref name="proposed"/> is asked for: itself where it is answered or due, else the one that is due.</summary>
    public static WizardStep Resolve(ConnectionDraft draft, WizardStep? proposed, bool holdsToken)
    {
        var due = Due(draft, holdsToken);
        if (due == WizardStep.Done || proposed is not { } step)
            return due;

        var steps = StepsOf(draft.Provider).ToList();
        var position = steps.IndexOf(step);
        return position >= 0 && position <= steps.IndexOf(due) ? step : due;
    }

    /// <summary>Whether a step has its answer. A finished draft has all of them, and nothing in it can be changed any more.</summary>
    public static bool IsAnswered(ConnectionDraft draft, WizardStep step, bool holdsToken) =>
        draft.Profile is not null ? step != WizardStep.Done : IsAnsweredUnfinished(draft, step, holdsToken);

    /// <summary>The address of a step.</summary>
    public static string Url(DraftId draft, WizardStep step) => $"/connect/{draft}/{step.Segment()}";

    private static bool IsAnsweredUnfinished(ConnectionDraft draft, WizardStep step, bool holdsToken) => step switch
    {
        WizardStep.Provider => draft.Provider is not null,
        WizardStep.Cloud => draft.Cloud is { Account: not null } or { WithToken: true },
        WizardStep.Organization => draft.Target is not null && (draft.Cloud.Account is not null || draft.Credential is not null || holdsToken),
        WizardStep.Server => draft.Target is not null && (draft.Credential is not null || holdsToken),
        WizardStep.Check => draft is { CheckAccepted: true, Credential: not null },
        WizardStep.Repository => draft.Repository is not null,
        WizardStep.Review or WizardStep.Done => false,
    };
}
