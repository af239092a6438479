using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>One rung: state, name, one sentence, time; opened, what was seen. A problem's whole message stands below it, unopened.</summary>
public sealed partial class RungView
{
    [Parameter]
    [EditorRequired]
    public required Rung Rung { get; set; }

    /// <summary>True for a warned rung and for the first that failed: the others' failures follow from it.</summary>
    [Parameter]
    public bool ShowProblem { get; set; }

    /// <summary>What is checked: the cloud has words of its own.</summary>
    [Parameter]
    public ProviderKind Provider { get; set; }

    [Inject]
    public required IStringLocalizer<RungView> Text { get; init; }

    private IReadOnlyList<Evidence> Evidence => [.. Rung.Evidence, .. (Rung.Problem?.Evidence ?? []).Except(Rung.Evidence)];

    /// <summary>Fifteen rungs render with each change of one; a rung is a record, so the same rung needs nothing.</summary>
    protected override bool ShouldRender()
    {
        var changed = !ReferenceEquals(_shown, Rung) || _shownProblem != ShowProblem;
        (_shown, _shownProblem) = (Rung, ShowProblem);
        return changed;
    }

    private Rung? _shown;
    private bool _shownProblem;
}
