using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ConnectWizard.Checks;

/// <summary>The sign of a state. One piece of markup made once: a page shows twenty, and each circuit keeps what it has rendered.</summary>
internal static class CheckIcon
{
    private static readonly Dictionary<(CheckItemState State, string Size), MarkupString> Made =
        (from state in Enum.GetValues<CheckItemState>() from size in (string[])["small", "medium", "large"] select (state, size)).ToDictionary(key => key, key => Make(key.state, key.size));

    /// <summary>Shows that something unfolds; the stylesheet turns it.</summary>
    public static MarkupString Chevron { get; } = (MarkupString)$"""<svg class="chevron mud-icon-root mud-svg-icon mud-icon-size-small mud-secondary-text" viewBox="0 0 24 24" aria-hidden="true">{Icons.Material.Filled.ExpandMore}</svg>""";

    /// <param name="size">One of MudBlazor's: <c>small</c>, <c>medium</c>, <c>large</c>.</param>
    public static MarkupString Of(CheckItemState state, string size) => Made[(state, size)];

    private static MarkupString Make(CheckItemState state, string size)
    {
        var (path, color) = state switch
        {
            CheckItemState.Passed => (Icons.Material.Filled.CheckCircle, "success"),
            CheckItemState.Warned => (Icons.Material.Filled.Warning, "warning"),
            CheckItemState.Failed => (Icons.Material.Filled.Cancel, "error"),
            CheckItemState.Running => (Icons.Material.Filled.Autorenew, "primary"),
            CheckItemState.Skipped => (Icons.Material.Outlined.RemoveCircleOutline, "secondary"),
            _ => (Icons.Material.Outlined.Circle, "secondary"),
        };
        return (MarkupString)$"""<svg class="mud-icon-root mud-svg-icon mud-icon-size-{size} mud-{color}-text{(state == CheckItemState.Running ? " turning" : "")}" viewBox="0 0 24 24" aria-hidden="true">{path}</svg>""";
    }
}
