using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.ServiceHooks.Health;

/// <summary>
/// Looks at the hooks of a connection at Azure DevOps and writes down what is wrong with each. It changes nothing there: what was disabled or
/// deleted may have been meant to be.
/// </summary>
internal sealed class SubscriptionHealthCheck(IServiceHooksGateway gateway, IHookStore store, HookAddress address, ILogger<SubscriptionHealthCheck> logger)
{
    /// <summary>How many histories are asked for at one look.</summary>
    private const int MaxHistories = 30;

    /// <summary>The status with which the receiver refuses a wrong secret.</summary>
    private const int WrongSecret = 401;

    public async Task CheckAsync(SubscriptionSync pass, CancellationToken cancellationToken)
    {
        var hooks = await store.ListAsync(pass.Connection.Workspace, pass.Connection.Id, cancellationToken);
        List<Hook> placed = [.. hooks.Where(hook => hook is { State: HookState.Waiting or HookState.Working or HookState.Broken, SentAt: not null })];
        if (placed.Count == 0)
            return;
        var listing = await HookListing.ReadAsync(gateway, pass, placed, cancellationToken);
        if (!listing.Succeeded)
        {
            await store.PollFailedAsync(pass.Connection.Workspace, pass.Connection.Id, cancellationToken);
            WebhooksLog.NotPolled(logger, pass.Connection.Id.Value, ProblemCatalog.Name(listing.Problem.Code));
            return;
        }

        var findings = placed.ConvertAll(hook => (Hook: hook, Found: Find(hook, listing.Value)));
        var asked = findings.Where(finding => HasHistory(finding.Hook, finding.Found)).Take(MaxHistories).Select(finding => finding.Hook.Id).ToHashSet();
        await SubscriptionSync.ForEachAsync(findings, RecordAsync, cancellationToken);

        async Task RecordAsync((Hook Hook, SubscriptionFinding Found) finding, CancellationToken cancellation)
        {
            var found = asked.Contains(finding.Hook.Id) ? await ReadHistoryAsync(pass, finding.Hook, finding.Found, cancellation) : finding.Found;
            await store.CheckedAsync(finding.Hook.Workspace, finding.Hook.Id, found, cancellation);
            if (found.Problem is { } problem && problem != finding.Hook.Problem)
                WebhooksLog.FoundBroken(logger, finding.Hook.Id, ProblemCatalog.Name(problem), found.Status);
        }
    }

    private SubscriptionFinding Find(Hook hook, HookListing listing)
    {
        if (listing.Of(hook) is [var subscription, ..])
            return new SubscriptionFinding(subscription.Id, subscription.Status.ToString(), ProblemOf(subscription, hook), DetailOf(subscription, hook));
        // Where it would not be shown nothing is known but what deliveries tell.
        return listing.WouldShow(hook)
            ? new SubscriptionFinding(null, null, ProblemCode.WebhookMissing, null)
            : new SubscriptionFinding(hook.Subscription, null, HookProblems.AreOfAPoll(hook.Problem) ? hook.Problem : null, hook.Detail);
    }

    private ProblemCode? ProblemOf(HookSubscription subscription, Hook hook) => (subscription.Status, IsElsewhere(subscription, hook)) switch
    {
        (SubscriptionStatus.DisabledByUser, _) => ProblemCode.WebhookDisabledByUser,
        (SubscriptionStatus.DisabledBySystem, _) => ProblemCode.WebhookDisabledBySystem,
        (SubscriptionStatus.DisabledByInactiveIdentity, _) => ProblemCode.WebhookCreatorGone,
        (_, true) => ProblemCode.WebhookAddressChanged,
        (SubscriptionStatus.OnProbation, false) => ProblemCode.WebhookOnProbation,
        (SubscriptionStatus.Enabled or SubscriptionStatus.Unknown, false) => null,
    };

    private bool IsElsewhere(HookSubscription subscription, Hook hook) =>
        !Uri.TryCreate(subscription.Url, UriKind.Absolute, out var url) || url != address.Of(hook.Id);

    /// <summary>Host and port alone: an address that somebody entered may hold a secret.</summary>
    private string? DetailOf(HookSubscription subscription, Hook hook) =>
        IsElsewhere(subscription, hook) && Uri.TryCreate(subscription.Url, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Deliveries fail, or somebody sent one with a wrong secret: only the server's own history tells whether it was the server.</summary>
    private static bool HasHistory(Hook hook, SubscriptionFinding found) =>
        found.Subscription is not null
        && (found.Problem is ProblemCode.WebhookOnProbation or ProblemCode.WebhookDisabledBySystem
            || found.Problem is null && hook.MismatchAt is { } mismatch && !(hook.LastDeliveryAt > mismatch));

    private async Task<SubscriptionFinding> ReadHistoryAsync(SubscriptionSync pass, Hook hook, SubscriptionFinding found, CancellationToken cancellationToken)
    {
        var history = await pass.AskAsync((target, token) => gateway.FindNewestAsync(target, token, found.Subscription!.Value, cancellationToken));
        if (history.Value is not [{ Result: NotificationResult.Failed or NotificationResult.Pending } newest] || newest.At < hook.LastDeliveryAt)
            return found;
        return newest.Answered == WrongSecret
            ? found with { Problem = ProblemCode.WebhookSecretMismatch, Detail = newest.Detail }
            : found with { Detail = newest.Detail };
    }
}
