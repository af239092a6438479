using ConnectWizard.Connections;
using ConnectWizard.ServiceHooks.Creation;

namespace ConnectWizard.ServiceHooks.Removal;

/// <summary>A subscription that is gone already counts as deleted.</summary>
internal sealed class SubscriptionDeleter(IServiceHooksGateway gateway, IHookStore store, TimeProvider time, ILogger<SubscriptionDeleter> logger)
{
    /// <summary>After so many attempts in the background a hook is forgotten: the receiver tells its subscription that it is gone.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Deletes those of <paramref name="hooks"/> that are to be removed, and forgets them, deleted or left.</summary>
    public async Task<IReadOnlyList<RemovedHook>> DeleteAsync(Result<SubscriptionClient> client, IReadOnlyList<Hook> hooks, CancellationToken cancellationToken)
    {
        Hook[] removing = [.. hooks.Where(hook => hook.State == HookState.Removing)];
        var removed = new RemovedHook[removing.Length];
        var listing = await FindUnconfirmedAsync(client, removing, cancellationToken);
        await SubscriptionClient.ForEachAsync(Enumerable.Range(0, removing.Length), DeleteOneAsync, cancellationToken);
        return removed;

        async Task DeleteOneAsync(int index, CancellationToken cancellation)
        {
            var left = await DeleteAsync(client, removing[index], listing, cancellation);
            removed[index] = await ForgetAsync(removing[index], left, cancellation);
        }
    }

    /// <summary>The same in the background, where what may be transient is retried before it is given up.</summary>
    public async Task RetryAsync(Result<SubscriptionClient> client, IReadOnlyList<Hook> hooks, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Hook[] due = [.. hooks.Where(hook => SubscriptionClient.IsDue(hook, HookState.Removing, now))];
        var listing = await FindUnconfirmedAsync(client, due, cancellationToken);
        await SubscriptionClient.ForEachAsync(due, RetryOneAsync, cancellationToken);

        async Task RetryOneAsync(Hook hook, CancellationToken cancellation)
        {
            var left = await DeleteAsync(client, hook, listing, cancellation);
            if (left is not null && HookProblems.RetryAfter(left, hook.Attempts) is { } wait && hook.Attempts + 1 < MaxAttempts)
                await store.FailedAsync(hook.Workspace, hook.Id, left.Code, detail: null, now + wait, cancellation);
            else
                await ForgetAsync(hook, left, cancellation);
        }
    }

    /// <summary>Only what may exist without our knowing its id is looked for.</summary>
    private async Task<Result<SubscriptionListing>?> FindUnconfirmedAsync(Result<SubscriptionClient> client, Hook[] hooks, CancellationToken cancellationToken)
    {
        Hook[] unconfirmed = [.. hooks.Where(hook => hook.Subscription is null)];
        return unconfirmed.Length > 0 && client.Value is { } opened ? await SubscriptionListing.ReadAsync(gateway, opened, unconfirmed, cancellationToken) : null;
    }

    /// <returns>Why it still exists; null when it is gone.</returns>
    private async Task<Problem?> DeleteAsync(Result<SubscriptionClient> client, Hook hook, Result<SubscriptionListing>? listing, CancellationToken cancellationToken)
    {
        if (!client.Succeeded)
            return client.Problem;
        if (hook.Subscription is null && listing?.Problem is { } unseen)
            return unseen;
        var ids = hook.Subscription is { } known ? [known] : listing!.Value!.Of(hook).Select(subscription => subscription.Id);
        if (hook.Subscription is null && !listing!.Value!.WouldShow(hook))
            return new Problem(ProblemCode.WebhookUnconfirmed).With("repository", hook.Repository);
        foreach (var id in ids)
        {
            var deleted = await client.Value.SendAsync((target, token) => gateway.DeleteAsync(target, token, id, cancellationToken));
            if (!deleted.Succeeded)
                return deleted.Problem;
        }

        return null;
    }

    private async Task<RemovedHook> ForgetAsync(Hook hook, Problem? left, CancellationToken cancellationToken)
    {
        await store.ForgetAsync(hook.Workspace, hook.Id, cancellationToken);
        if (left is null)
            WebhooksLog.Removed(logger, hook.Id, hook.Subscription);
        else
            WebhooksLog.Left(logger, hook.Id, hook.Subscription, ProblemCatalog.Name(left.Code));
        return new RemovedHook(hook.Kind, hook.Repository, hook.Subscription, left);
    }
}
