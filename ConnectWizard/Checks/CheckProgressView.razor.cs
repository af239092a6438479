using System.Collections.Immutable;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Checks;

/// <summary>The whole message of a warned item, and of the first that failed, is below it unopened: the other failures follow from it.</summary>
public sealed partial class CheckProgressView
{
    private static readonly string[] TestIds = [.. Enum.GetValues<CheckItemId>().Select(code => $"check-rung-{code.Name()}")];
    private ImmutableArray<CheckItem> _shown;
    private bool _isEvidenceShown;

    /// <summary>All fifteen, in their order.</summary>
    [Parameter]
    [EditorRequired]
    public required ImmutableArray<CheckItem> Items { get; set; }

    [Parameter]
    public ProviderKind Provider { get; set; }

    [Inject]
    public required IStringLocalizer<CheckProgressView> Text { get; init; }

    public bool IsOpened { get; private set; }

    private CheckItemId? FirstFailed => Items.FirstOrDefault(item => item.State == CheckItemState.Failed)?.Code;

    /// <summary>Most people never open an item, so its evidence is rendered for those who do.</summary>
    private void ShowEvidence() => IsOpened = true;

    protected override void OnInitialized() => _shown = Items;

    protected override bool ShouldRender()
    {
        var isNew = (_shown, _isEvidenceShown) != (Items, IsOpened);
        (_shown, _isEvidenceShown) = (Items, IsOpened);
        return isNew;
    }

    private static IReadOnlyList<Evidence> EvidenceOf(CheckItem item) => [.. item.Evidence, .. (item.Problem?.Evidence ?? []).Except(item.Evidence)];
}
