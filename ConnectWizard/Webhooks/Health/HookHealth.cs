using ConnectWizard.Connections;
using ConnectWizard.Connections.Hooks;
using ConnectWizard.Webhooks.Creation;

namespace ConnectWizard.Webhooks.Health;

/// <summary>
/// Looks at the hooks of a connection at Azure DevOps and writes down what is wrong with each. It changes nothing there: what was disabled or
/// deleted may have been meant to be.
/// </summary>
internal sealed class HookHealth(IServiceHooksGateway gateway, IHookStore store, HookAddress address, ILogger<HookHealth> logger)
{
    /// <summary>How many histories are asked for at one look.</summary>
    private const int MostHistories = 30;

    /// <summary>The status with which the receiver refuses a wrong secret.</summary>
    private const int WrongSecret = 401;

    public async Task CheckAsync(HookPass pass, CancellationToken cancellationToken)
    {
        var hooks = await store.ListAsync(pass.Connection.Id, cancellationToken);
        List<Hook> placed = [.. hooks.Where(hook => hook is { State: HookState.Waiting or HookState.Working or HookState.Broken, SentAt: not null })];
        if (placed.Count == 0)
            return;
        var listing = await HookListing.ReadAsync(gateway, pass, placed, cancellationToken);
        if (!listing.Succeeded)
        {
            await store.LookFailedAsync(pass.Connection.Id, cancellationToken);
            WebhooksLog.NotLookedAt(logger, pass.Connection.Id.Value, ProblemCatalog.Name(listing.Problem.Code));
            return;
        }

        var findings = placed.ConvertAll(hook => (Hook: hook, Found: Find(hook, listing.Value)));
        var asked = findings.Where(finding => HasHistory(finding.Hook, finding.Found)).Take(MostHistories).Select(finding => finding.Hook.Id).ToHashSet();
        await HookPass.ForEachAsync(findings, RecordAsync, cancellationToken);

        async Task RecordAsync((Hook Hook, HookFinding Found) finding, CancellationToken cancellation)
        {
            var found = asked.Contains(finding.Hook.Id) ? await ReadHistoryAsync(pass, finding.Hook, finding.Found, cancellation) : finding.Found;
            await store.CheckedAsync(finding.Hook.Id, found, cancellation);
            if (found.Problem is { } problem && problem != finding.Hook.Problem)
                WebhooksLog.FoundBroken(logger, finding.Hook.Id, ProblemCatalog.Name(problem), found.Status);
        }
    }

    private HookFinding Find(Hook hook, HookListing listing)
    {
        if (listing.Of(hook) is [var subscription, ..])
            return new HookFinding(subscription.Id, subscription.Status.ToString(), ProblemOf(subscription, hook), DetailOf(subscription, hook));
        // Where it would not be shown nothing is known but what deliveries tell.
        return listing.WouldShow(hook)
            ? new HookFinding(null, null, ProblemCode.WebhookMissing, null)
            : new HookFinding(hook.Subscription, null, HookProblems.AreOfALook(hook.Problem) ? hook.Problem : null, hook.Detail);
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
    private static bool HasHistory(Hook hook, HookFinding found) =>
        found.Subscription is not null
        && (found.Problem is ProblemCode.WebhookOnProbation or ProblemCode.WebhookDisabledBySystem
            || found.Problem is null && hook.MismatchAt is { } mismatch && !(hook.HeardAt > mismatch));

    private async Task<HookFinding> ReadHistoryAsync(HookPass pass, Hook hook, HookFinding found, CancellationToken cancellationToken)
    {
        var history = await pass.AskAsync((target, token) => gateway.FindNewestAsync(target, token, found.Subscription!.Value, cancellationToken));
        if (history.Value is not [{ Result: NotificationResult.Failed or NotificationResult.Pending } newest] || newest.At < hook.HeardAt)
            return found;
        return newest.Answered == WrongSecret
            ? found with { Problem = ProblemCode.WebhookSecretMismatch, Detail = newest.Detail }
            : found with { Detail = newest.Detail };
    }
}
