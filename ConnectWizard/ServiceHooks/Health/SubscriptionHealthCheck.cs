using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.ServiceHooks.Health;

/// <summary>Records what is wrong with subscriptions. It changes nothing at Azure DevOps: what was disabled may have been meant to be.</summary>
internal sealed class SubscriptionHealthCheck(
    IServiceHooksGateway gateway,
    IHookStore store,
    HookAddress address,
    SubscriptionSync sync,
    ConnectionSignals signals,
    TimeProvider time,
    ILogger<SubscriptionHealthCheck> logger)
{
    private const int MaxHistories = 30;
    private const int WrongSecret = 401;

    /// <summary>Azure DevOps repeats a delivery for three minutes.</summary>
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromMinutes(5);

    /// <summary>A delivery just before the poll may be what the poll found.</summary>
    private static readonly TimeSpan SilenceMargin = TimeSpan.FromMinutes(1);

    public Task TryRunAsync(Connection connection, TimeSpan waitTimeout, CancellationToken cancellationToken) =>
        sync.TryRunAsync(connection, waitTimeout, (client, cancellation) => CheckAsync(connection, client, cancellation), cancellationToken);

    private async Task CheckAsync(Connection connection, Result<SubscriptionClient> client, CancellationToken cancellationToken)
    {
        if (client.Succeeded)
            await CheckAsync(client.Value, cancellationToken);
        else
            await store.CheckFailedAsync(connection.Workspace, connection.Id, cancellationToken);
        await signals.ChangedAsync(connection.Workspace, connection.Id, cancellationToken);
    }

    private async Task CheckAsync(SubscriptionClient client, CancellationToken cancellationToken)
    {
        var hooks = await store.ListAsync(client.Connection.Workspace, client.Connection.Id, cancellationToken);
        List<Hook> provisioned = [.. hooks.Where(hook => hook is { State: HookState.Waiting or HookState.Working or HookState.Broken, SentAt: not null })];
        if (provisioned.Count == 0)
            return;
        var listing = await SubscriptionListing.ReadAsync(gateway, client, provisioned, cancellationToken);
        if (!listing.Succeeded)
        {
            await store.CheckFailedAsync(client.Connection.Workspace, client.Connection.Id, cancellationToken);
            WebhooksLog.NotChecked(logger, client.Connection.Id.Value, ProblemCatalog.Name(listing.Problem.Code));
            return;
        }

        var findings = provisioned.ConvertAll(hook => (Hook: hook, Found: Find(hook, listing.Value, provisioned)));
        var asked = findings.Where(finding => HasHistory(finding.Hook, finding.Found)).Take(MaxHistories).Select(finding => finding.Hook.Id).ToHashSet();
        await SubscriptionClient.ForEachAsync(findings, RecordAsync, cancellationToken);

        async Task RecordAsync((Hook Hook, SubscriptionFinding Found) finding, CancellationToken cancellation)
        {
            var found = asked.Contains(finding.Hook.Id) ? await ReadHistoryAsync(client, finding.Hook, finding.Found, cancellation) : finding.Found;
            await store.CheckedAsync(finding.Hook.Workspace, finding.Hook.Id, found, cancellation);
            if (found.Problem is { } problem && problem != finding.Hook.Problem)
                WebhooksLog.FoundBroken(logger, finding.Hook.Id, ProblemCatalog.Name(problem), found.Status);
        }
    }

    private SubscriptionFinding Find(Hook hook, SubscriptionListing listing, IReadOnlyList<Hook> all)
    {
        if (listing.Of(hook) is [var subscription, ..])
        {
            var problem = ProblemOf(subscription, hook) ?? (IsSilent(hook, all) ? ProblemCode.WebhookSilent : null);
            return new SubscriptionFinding(subscription.Id, subscription.Status.ToString(), problem, DetailOf(problem, subscription));
        }

        // Where it would not be shown, only deliveries tell.
        return listing.WouldShow(hook)
            ? new SubscriptionFinding(null, null, ProblemCode.WebhookMissing, null)
            : new SubscriptionFinding(hook.Subscription, null, HookProblems.IsFromHealthCheck(hook.Problem) ? hook.Problem : null, hook.Detail);
    }

    private ProblemCode? ProblemOf(HookSubscription subscription, Hook hook) => subscription.Problem switch
    {
        null or ProblemCode.WebhookOnProbation or ProblemCode.WebhookInputsChanged when IsElsewhere(subscription, hook) => ProblemCode.WebhookAddressChanged,
        null when IsOfAnother(subscription, hook) => ProblemCode.WebhookInputsChanged,
        var problem => problem,
    };

    private static bool IsOfAnother(HookSubscription subscription, Hook hook) =>
        subscription.EventType != HookEventTypes.NameOf(hook.Kind) || subscription.Repository is { } repository && repository != hook.RepositoryId;

    /// <summary>What one event of a pull request reports, the others need not.</summary>
    private bool IsSilent(Hook hook, IReadOnlyList<Hook> all)
    {
        var alike = all.Where(other => other.RepositoryId == hook.RepositoryId && (other.Kind == HookKind.Push) == (hook.Kind == HookKind.Push));
        return hook.MissedAt + SilenceTimeout < time.GetUtcNow() && !(alike.Max(other => other.LastDeliveryAt) > hook.MissedAt - SilenceMargin);
    }

    private bool IsElsewhere(HookSubscription subscription, Hook hook) =>
        !Uri.TryCreate(subscription.Url, UriKind.Absolute, out var url) || url != address.Of(hook.Id);

    /// <summary>Host and port alone of an address: one that somebody entered may hold a secret.</summary>
    private static string? DetailOf(ProblemCode? problem, HookSubscription subscription) => problem switch
    {
        ProblemCode.WebhookAddressChanged when Uri.TryCreate(subscription.Url, UriKind.Absolute, out var url) => url.GetLeftPart(UriPartial.Authority),
        ProblemCode.WebhookInputsChanged => subscription.NarrowedBy ?? DisplayText.OneLine($"{subscription.EventType}, repository={subscription.Repository}"),
        ProblemCode.WebhookSilent when subscription.LastSuccessAt is { } last => $"lastSuccessfulAttemptDate={last.UtcDateTime:u}",
        _ => null,
    };

    /// <summary>Only the server's own history tells whether it sent the wrong secret.</summary>
    private static bool HasHistory(Hook hook, SubscriptionFinding found) =>
        found.Subscription is not null
        && (found.Problem is ProblemCode.WebhookOnProbation or ProblemCode.WebhookDisabledBySystem or ProblemCode.WebhookSilent
            || found.Problem is null && hook.MissedAt > (hook.LastDeliveryAt ?? DateTimeOffset.MinValue)
            || found.Problem is null && hook.MismatchAt is { } mismatch && !(hook.LastDeliveryAt > mismatch));

    private async Task<SubscriptionFinding> ReadHistoryAsync(SubscriptionClient client, Hook hook, SubscriptionFinding found, CancellationToken cancellationToken)
    {
        var history = await client.SendAsync((target, token) => gateway.FindNewestAsync(target, token, found.Subscription!.Value, cancellationToken));
        if (history.Value is not [{ Result: NotificationResult.Failed or NotificationResult.Pending } newest] || newest.At < hook.LastDeliveryAt)
            return found;
        if (newest.Answered == WrongSecret)
            return found with { Problem = ProblemCode.WebhookSecretMismatch, Detail = newest.Detail };
        return newest.Retry is { } retry && found.Problem is (null or ProblemCode.WebhookSilent)
            ? found with { Problem = ProblemCode.WebhookRetrying, Detail = DetailOf(retry, newest) }
            : found with { Detail = newest.Detail };
    }

    private static string? DetailOf(HookRetry retry, HookNotification newest) => DisplayText.OneLine(string.Join(", ", new[]
    {
        newest.Detail,
        retry.Count is { } count ? $"retryCount={count}" : null,
        retry.NextAt is { } next ? $"nextRetryTime={next.UtcDateTime:u}" : null,
    }.OfType<string>()));
}
