using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>
/// Has Azure DevOps send a test to each new hook, and waits for what becomes of it: it is heard (the receiver writes that down), or Azure
/// DevOps reports why it could not be delivered. What neither is heard of nor reported goes on waiting.
/// </summary>
internal sealed class HookTests(IServiceHooksGateway gateway, IHookStore store, TimeProvider time, ILogger<HookTests> logger)
{
    /// <summary>A test that was neither heard nor reported in this time will not be.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(2);

    /// <summary>For so long after its creation a hook's test is sent again by itself, and then by <i>Repair</i>.</summary>
    public static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Between two looks; a delivery takes less than a second where nothing is in its way, and Azure DevOps tries for some seconds.</summary>
    private static readonly TimeSpan[] Waits = [.. new[] { 0.5, 1, 2, 4, 8, 15 }.Select(TimeSpan.FromSeconds)];

    /// <summary>How many results are asked for at one look: of 800 hooks behind one firewall each tells the same.</summary>
    private const int MaxQuestions = 30;

    /// <summary>Whether a new hook's first test was lost: with the process that was to send it, or on its way.</summary>
    public static bool IsLost(Hook hook, DateTimeOffset now) =>
        SubscriptionSync.IsDue(hook, HookState.Waiting, now) && hook.LastDeliveryAt is null && hook.SentAt < now - MaxDelay && hook.CreatedAt > now - WaitTimeout;

    /// <summary>Tests them all; returns when each is decided, or the last look is over.</summary>
    public async Task RunAsync(SubscriptionSync pass, IReadOnlyList<ProvisionedHook> placed, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var open = new Dictionary<HookId, Test>();
        await SubscriptionSync.ForEachAsync(placed, SendAsync, cancellationToken);
        foreach (var wait in Waits)
        {
            await RemoveDecidedAsync(pass, open, began, cancellationToken);
            if (open.Count == 0)
                return;
            await Task.Delay(wait, time, cancellationToken);
            await RemoveDecidedAsync(pass, open, began, cancellationToken);
            await AskAsync(pass, open, cancellationToken);
        }

        async Task SendAsync(ProvisionedHook hook, CancellationToken cancellation)
        {
            var sent = await pass.AskAsync((target, token) => gateway.TestAsync(target, token, hook.Subscription, hook.Request, cancellation));
            if (!sent.Succeeded)
                WebhooksLog.TestFailed(logger, hook.Hook.Id, ProblemCatalog.Name(sent.Problem.Code), detail: null);
            lock (open)
                open[hook.Hook.Id] = new Test(hook.Hook.Id, sent.Value?.Id);
        }
    }

    /// <summary>What was heard is decided, and so is what is wanted no more.</summary>
    private async Task RemoveDecidedAsync(SubscriptionSync pass, Dictionary<HookId, Test> open, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var waiting = (await store.ListAsync(pass.Connection.Workspace, pass.Connection.Id, cancellationToken))
            .Where(hook => hook.State != HookState.Removing && !(hook.LastDeliveryAt >= since)).Select(hook => hook.Id).ToHashSet();
        foreach (var id in open.Keys.Where(id => !waiting.Contains(id)).ToList())
            open.Remove(id);
    }

    private async Task AskAsync(SubscriptionSync pass, Dictionary<HookId, Test> open, CancellationToken cancellationToken)
    {
        Test[] asked = [.. open.Values.Where(test => test.Notification is not null).Take(MaxQuestions)];
        await SubscriptionSync.ForEachAsync(asked, AskOneAsync, cancellationToken);

        async Task AskOneAsync(Test test, CancellationToken cancellation)
        {
            var found = await pass.AskAsync((target, token) => gateway.FindTestAsync(target, token, test.Notification!.Value, cancellation));
            var decided = found.Value is { } notification && await DecideAsync(pass.Connection.Workspace, test, notification, cancellation);
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

    /// <summary>A delivery that succeeded is given until the next look to be written down here.</summary>
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

    /// <param name="Hook">The hook.</param>
    /// <param name="Notification">What its result is asked for by; null where it cannot be.</param>
    /// <param name="WasDelivered">Azure DevOps has said that it arrived, and it has not been heard.</param>
    private sealed record Test(HookId Hook, int? Notification, bool WasDelivered = false);
}
