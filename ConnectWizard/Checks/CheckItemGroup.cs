using System.Collections.Immutable;

namespace ConnectWizard.Checks;

/// <summary>Items that belong together, from one to another in their order.</summary>
internal sealed record CheckItemGroup(string Name, CheckItemId First, CheckItemId Last)
{
    /// <summary>The four groups of a check.</summary>
    public static readonly ImmutableArray<CheckItemGroup> All =
    [
        new("Reach", CheckItemId.Address, CheckItemId.Tls),
        new("Product", CheckItemId.Http, CheckItemId.Version),
        new("SignIn", CheckItemId.SignIn, CheckItemId.Projects),
        new("Ready", CheckItemId.Links, CheckItemId.Webhooks),
    ];

    public ImmutableArray<CheckItem> Of(ImmutableArray<CheckItem> items) => [.. items.Where(item => item.Code >= First && item.Code <= Last)];

    /// <summary>The worst that ended, unless one is running or still waits.</summary>
    public static CheckItemState StateOf(ImmutableArray<CheckItem> items)
    {
        foreach (var state in (CheckItemState[])[CheckItemState.Failed, CheckItemState.Running])
        {
            if (items.Any(item => item.State == state))
                return state;
        }

        return items.All(item => item.State == CheckItemState.Waiting) ? CheckItemState.Waiting
            : items.Any(item => item.State == CheckItemState.Waiting) ? CheckItemState.Running
            : items.Any(item => item.State == CheckItemState.Skipped) ? CheckItemState.Skipped
            : items.Any(item => item.State == CheckItemState.Warned) ? CheckItemState.Warned
            : CheckItemState.Passed;
    }
}
