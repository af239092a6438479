using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>Has Azure DevOps send a test to each new hook, and waits until it is received or reported as failed.</summary>
internal sealed class TestNotifications(IServiceHooksGateway gateway, IHookStore store, TimeProvider time, ILogger<TestNotifications> logger)
{
    /// <summary>A test that was neither received nor reported by then is lost.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(2);

    /// <summary>How long after its creation a hook is tested again automatically; later <i>Repair</i> does it.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(15);

    /// <summary>A delivery takes less than a second, and Azure DevOps tries for some seconds.</summary>
    private static readonly TimeSpan[] Waits = [.. new[] { 0.5, 1, 2, 4, 8, 15 }.Select(TimeSpan.FromSeconds)];

    /// <summary>Of 800 hooks behind one firewall each reports the same.</summary>
    private const int MaxQueries = 30;

    public static bool IsLost(Hook hook, DateTimeOffset now) =>
        SubscriptionClient.IsDue(hook, HookState.Waiting, now) && hook.LastDeliveryAt is null && hook.SentAt < now - MaxDelay && hook.CreatedAt > now - WaitTimeout;

    public async Task RunAsync(SubscriptionClient client, IReadOnlyList<ProvisionedHook> provisioned, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var open = new Dictionary<HookId, Test>();
        await SubscriptionClient.ForEachAsync(provisioned, SendAsync, cancellationToken);
        foreach (var wait in Waits)
        {
            await RemoveDecidedAsync(client, open, began, cancellationToken);
            if (open.Count == 0)
                return;
            await Task.Delay(wait, time, cancellationToken);
            await RemoveDecidedAsync(client, open, began, cancellationToken);
            await AskAsync(client, open, cancellationToken);
        }

        async Task SendAsync(ProvisionedHook hook, CancellationToken cancellation)
        {
            var sent = await client.SendAsync((target, token) => gateway.TestAsync(target, token, hook.Subscription, hook.Request, cancellation));
            if (!sent.Succeeded)
                WebhooksLog.TestFailed(logger, hook.Hook.Id, ProblemCatalog.Name(sent.Problem.Code), detail: null);
            lock (open)
                open[hook.Hook.Id] = new Test(hook.Hook.Id, sent.Value?.Id);
        }
    }

    private async Task RemoveDecidedAsync(SubscriptionClient client, Dictionary<HookId, Test> open, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var waiting = (await store.ListAsync(client.Connection.Workspace, client.Connection.Id, cancellationToken))
            .Where(hook => hook.State != HookState.Removing && !(hook.LastDeliveryAt >= since)).Select(hook => hook.Id).ToHashSet();
        foreach (var id in open.Keys.Where(id => !waiting.Contains(id)).ToList())
            open.Remove(id);
    }

    private async Task AskAsync(SubscriptionClient client, Dictionary<HookId, Test> open, CancellationToken cancellationToken)
    {
        Test[] asked = [.. open.Values.Where(test => test.Notification is not null).Take(MaxQueries)];
        await SubscriptionClient.ForEachAsync(asked, AskOneAsync, cancellationToken);

        async Task AskOneAsync(Test test, CancellationToken cancellation)
        {
            var found = await client.SendAsync((target, token) => gateway.FindTestAsync(target, token, test.Notification!.Value, cancellation));
            var decided = found.Value is { } notification && await DecideAsync(client.Connection.Workspace, test, notification, cancellation);
            lock (open)
            {
                if (decided)
                    open.Remove(test.Hook);
                else if (found.Succeeded)
                    open[test.Hook] = test with { WasDelivered = found.Value.Result == NotificationResult.Succeeded };
                else
                    open[test.Hook] = test with { Notification = null };
            }
        }
    }

    /// <summary>A delivery that succeeded is given until the next query to be recorded here.</summary>
    private async Task<bool> DecideAsync(WorkspaceId workspace, Test test, HookNotification notification, CancellationToken cancellationToken)
    {
        ProblemCode? problem = notification.Result switch
        {
            NotificationResult.Failed => ProblemCode.WebhookTestFailed,
            NotificationResult.Succeeded when test.WasDelivered => ProblemCode.WebhookTestElsewhere,
            _ => null,
        };
        if (problem is not { } code)
            return false;
        await store.FailedAsync(workspace, test.Hook, code, notification.Detail, nextTryAt: null, cancellationToken);
        WebhooksLog.TestFailed(logger, test.Hook, ProblemCatalog.Name(code), notification.Detail);
        return true;
    }

    /// <param name="Notification">Null where its result can't be queried.</param>
    /// <param name="WasDelivered">Azure DevOps has reported a delivery that was not received here.</param>
    private sealed record Test(HookId Hook, long? Notification, bool WasDelivered = false);
}
