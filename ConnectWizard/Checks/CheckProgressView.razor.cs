using System.Collections.Immutable;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>
/// The items of a check: state, name, one sentence, time; opened, what was seen. The whole message of a warned item, and of the first that failed, stands
/// below it, unopened: the other failures follow from it.
/// </summary>
public sealed partial class CheckProgressView
{
    private static readonly string[] TestIds = [.. Enum.GetValues<CheckItemId>().Select(code => $"check-rung-{code.Name()}")];
    private ImmutableArray<CheckItem> _shown;
    private bool _isEvidenceShown;

    /// <summary>All fifteen, in their order.</summary>
    [Parameter]
    [EditorRequired]
    public required ImmutableArray<CheckItem> Items { get; set; }

    /// <summary>What is checked: the cloud has words of its own.</summary>
    [Parameter]
    public ProviderKind Provider { get; set; }

    [Inject]
    public required IStringLocalizer<CheckProgressView> Text { get; init; }

    /// <summary>Somebody has opened an item, or is about to.</summary>
    public bool IsOpened { get; private set; }

    private CheckItemId? FirstFailed => Items.FirstOrDefault(item => item.State == CheckItemState.Failed)?.Code;

    /// <summary>Most people never open one, so what was seen is made for those who do: a click, or Enter, on any of them.</summary>
    private void ShowEvidence() => IsOpened = true;

    /// <summary>The first rendering asks nobody.</summary>
    protected override void OnInitialized() => _shown = Items;

    /// <summary>Whatever else the page around it has to show, the list is rendered again for what changes in it.</summary>
    protected override bool ShouldRender()
    {
        var isNew = (_shown, _isEvidenceShown) != (Items, IsOpened);
        (_shown, _isEvidenceShown) = (Items, IsOpened);
        return isNew;
    }

    private static IReadOnlyList<Evidence> EvidenceOf(CheckItem item) => [.. item.Evidence, .. (item.Problem?.Evidence ?? []).Except(item.Evidence)];
}
