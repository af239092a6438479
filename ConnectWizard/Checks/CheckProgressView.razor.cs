using System.Collections.Immutable;
using System.Globalization;
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

    private bool IsToldWhole(CheckItem item) => item.Problem is not null && (item.State == CheckItemState.Warned || item.Code == FirstFailed);

    private bool NeedsAttention(ImmutableArray<CheckItem> items) => items.Any(IsToldWhole);

    private string AboutOf(ImmutableArray<CheckItem> items) => string.Join(" · ", items.Select(item => CheckItemText.Title(item.Code, Provider)));

    private string TookSentence(TimeSpan? took) => took is { } known ? Text["Took", known.TotalMilliseconds.ToString("N0", CultureInfo.CurrentCulture)] : "";

    /// <summary>How long a group took, once it has ended.</summary>
    private static TimeSpan? TookBy(ImmutableArray<CheckItem> items) =>
        CheckItemGroup.StateOf(items) is CheckItemState.Passed or CheckItemState.Warned ? items.Aggregate(TimeSpan.Zero, (sum, item) => sum + (item.Took ?? TimeSpan.Zero)) : null;

    /// <summary>A group that another one's failure has cut short says how far it came.</summary>
    private string StateOf(CheckItemState state, ImmutableArray<CheckItem> items) =>
        state == CheckItemState.Skipped && items.Count(item => item.State is CheckItemState.Passed or CheckItemState.Warned) is > 0 and var ended
            ? Text["State.Partly", ended, items.Length]
            : Text[$"State.{state}"];

    /// <summary>The sentence of an item that was skipped says that it was.</summary>
    private string WordOf(CheckItem item) => item is { State: CheckItemState.Skipped, Sentence.Length: > 0 } ? "" : Text[$"State.{item.State}"];

    /// <summary>What went well is seen by its sign; the word is for who does not see it.</summary>
    private static string? WordClassOf(CheckItemState state) => state == CheckItemState.Passed ? "mud-sr-only" : null;

    private static IReadOnlyList<Evidence> EvidenceOf(CheckItem item) => [.. item.Evidence, .. (item.Problem?.Evidence ?? []).Except(item.Evidence)];
}
