using System.Collections.Frozen;
using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <param name="Subscriptions">Those with a hook's mark or id; other people's are not kept.</param>
/// <param name="Viewable">The projects whose subscriptions the account may view: what is missing there doesn't exist.</param>
internal sealed record SubscriptionListing(IReadOnlyList<HookSubscription> Subscriptions, FrozenSet<Guid> Viewable)
{
    /// <summary>More subscriptions of one hook than this aren't ours; the next synchronization deletes further ones.</summary>
    internal const int MaxPerHook = 20;

    /// <summary>Where the server doesn't say what may be viewed, the listing proves nothing by what it lacks.</summary>
    public static async Task<Result<SubscriptionListing>> ReadAsync(
        IServiceHooksGateway gateway, SubscriptionClient client, IReadOnlyCollection<Hook> hooks, CancellationToken cancellationToken)
    {
        Guid[] projects = [.. hooks.Select(hook => hook.ProjectId).Distinct()];
        var rights = await gateway.AskPermissionAsync(client.Target, client.Token, HookPermission.View, projects, cancellationToken);
        var isUnknown = rights.Problem?.Code == ProblemCode.WebhooksUnknown;
        if (rights.Problem is { } problem && !isUnknown)
            return client.StopOn(problem);
        var viewable = (rights.Value ?? new Dictionary<Guid, bool>()).Where(right => right.Value).Select(right => right.Key).ToFrozenSet();
        var known = hooks.Select(hook => hook.Subscription).OfType<Guid>().ToFrozenSet();
        var marks = hooks.Select(hook => hook.Id).ToFrozenSet();
        var (ours, counts) = (new List<HookSubscription>(), new Dictionary<HookId, int>());
        if (viewable.Count == 0 && !isUnknown)
            return new SubscriptionListing(ours, viewable);
        await foreach (var subscription in gateway.ListAsync(client.Target, client.Token, cancellationToken))
        {
            if (!subscription.Succeeded)
                return client.StopOn(subscription.Problem);
            if (known.Contains(subscription.Value.Id))
                ours.Add(subscription.Value);
            else if (HookAddress.FindMark(subscription.Value.Url) is { } mark && marks.Contains(mark) && (counts[mark] = counts.GetValueOrDefault(mark) + 1) <= MaxPerHook)
                ours.Add(subscription.Value);
        }

        return new SubscriptionListing(ours, viewable);
    }

    /// <summary>The subscriptions of a hook, the one to keep first: the known one, else the oldest.</summary>
    public IReadOnlyList<HookSubscription> Of(Hook hook) =>
    [
        .. Subscriptions.Where(subscription => IsOf(subscription, hook))
            .OrderByDescending(subscription => subscription.Id == hook.Subscription)
            .ThenBy(subscription => subscription.CreatedAt)
            .ThenBy(subscription => subscription.Id),
    ];

    /// <summary>Whether a missing subscription doesn't exist.</summary>
    public bool WouldShow(Hook hook) => Viewable.Contains(hook.ProjectId);

    private static bool IsOf(HookSubscription subscription, Hook hook) =>
        subscription.Id == hook.Subscription || HookAddress.FindMark(subscription.Url) == hook.Id;
}
