using System.Collections.Immutable;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>
/// The rungs: state, name, one sentence, time; opened, what was seen. The whole message of a warned rung, and of the first that failed, stands
/// below it, unopened: the other failures follow from it.
/// </summary>
public sealed partial class LadderView
{
    private static readonly string[] TestIds = [.. Enum.GetValues<RungCode>().Select(code => $"check-rung-{code.Name()}")];
    private ImmutableArray<Rung> _shown;
    private bool _isEvidenceShown;

    /// <summary>All fifteen, in their order.</summary>
    [Parameter]
    [EditorRequired]
    public required ImmutableArray<Rung> Rungs { get; set; }

    /// <summary>What is checked: the cloud has words of its own.</summary>
    [Parameter]
    public ProviderKind Provider { get; set; }

    [Inject]
    public required IStringLocalizer<LadderView> Text { get; init; }

    /// <summary>Somebody has opened a rung, or is about to.</summary>
    public bool IsOpened { get; private set; }

    private RungCode? FirstFailed => Rungs.FirstOrDefault(rung => rung.State == RungState.Failed)?.Code;

    /// <summary>Most people never open a rung, so what was seen is made for those who do: a click, or Enter, on any of them.</summary>
    private void ShowEvidence() => IsOpened = true;

    /// <summary>The first rendering asks nobody.</summary>
    protected override void OnInitialized() => _shown = Rungs;

    /// <summary>Whatever else the page around it has to show, the ladder is rendered again for what changes in it.</summary>
    protected override bool ShouldRender()
    {
        var isNew = (_shown, _isEvidenceShown) != (Rungs, IsOpened);
        (_shown, _isEvidenceShown) = (Rungs, IsOpened);
        return isNew;
    }

    private static IReadOnlyList<Evidence> Seen(Rung rung) => [.. rung.Evidence, .. (rung.Problem?.Evidence ?? []).Except(rung.Evidence)];
}
