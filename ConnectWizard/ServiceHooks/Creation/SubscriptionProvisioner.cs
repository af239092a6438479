using ConnectWizard.Connections;

namespace ConnectWizard.ServiceHooks.Creation;

/// <summary>
/// Nothing is created twice: the row with the mark is stored before anything is sent. Where the account may not view subscriptions, a creation
/// without answer is not repeated automatically (<see cref="ProblemCode.WebhookUnconfirmed"/>).
/// </summary>
internal sealed class SubscriptionProvisioner(
    IServiceHooksGateway gateway, IHookStore store, HookAddress address, TimeProvider time, ILogger<SubscriptionProvisioner> logger)
{
    public async Task<IReadOnlyList<ProvisionedHook>> ProvisionAsync(SubscriptionClient client, IReadOnlyList<Hook> hooks, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<Hook> due = [.. hooks.Where(hook => client.Provisions(hook, now))];
        if (due.Count == 0)
            return [];
        if (address.FindProblem(client.Target) is { } local)
            return await FailAllAsync(due, local, cancellationToken);
        var listing = await SubscriptionListing.ReadAsync(gateway, client, due, cancellationToken);
        if (!listing.Succeeded)
            return await FailAllAsync(due, listing.Problem, cancellationToken);
        var provisioned = new List<ProvisionedHook>();
        await SubscriptionClient.ForEachAsync(due, ProvisionOneAsync, cancellationToken);
        return provisioned;

        async Task ProvisionOneAsync(Hook hook, CancellationToken cancellation)
        {
            var done = await ProvisionAsync(client, hook, listing.Value, cancellation);
            if (!done.Succeeded)
            {
                await FailAsync(hook, done.Problem, cancellation);
                return;
            }

            lock (provisioned)
                provisioned.Add(done.Value);
        }
    }

    private async Task<Result<ProvisionedHook>> ProvisionAsync(SubscriptionClient client, Hook hook, SubscriptionListing listing, CancellationToken cancellationToken)
    {
        var found = listing.Of(hook);
        if (found.Count == 0 && !listing.WouldShow(hook) && hook is { Subscription: null, SentAt: not null })
            return new Problem(ProblemCode.WebhookUnconfirmed);
        if (client.Stop is { } stop)
            return stop;
        await DeleteDuplicatesAsync(client, hook, found.Skip(1), cancellationToken);
        var secret = HookSecret.New();
        await store.ExpectSecretAsync(hook.Workspace, hook.Id, HookSecret.HashOf(secret), cancellationToken);
        var request = address.RequestFor(hook, secret);
        var known = found.Count > 0 ? found[0].Id : listing.WouldShow(hook) ? null : hook.Subscription;
        var sent = known is { } id
            ? await RepairAsync(client, id, request, cancellationToken)
            : await client.SendAsync((target, token) => gateway.CreateAsync(target, token, request, cancellationToken));
        if (sent.Value?.Problem is { } code)
            return new Problem(code).With("message", sent.Value.NarrowedBy ?? sent.Value.Status.ToString());
        if (!sent.Succeeded)
        {
            if (hook.SentAt is null && !HookProblems.MayHaveSucceeded(sent.Problem.Code))
                await store.UnsentAsync(hook.Workspace, hook.Id, cancellationToken);
            return sent.Problem;
        }

        await store.ProvisionedAsync(hook.Workspace, hook.Id, sent.Value.Id, cancellationToken);
        WebhooksLog.Provisioned(logger, hook.Id, request.EventType, sent.Value.Id);
        return new ProvisionedHook(hook, sent.Value.Id, request);
    }

    /// <summary>
    /// A success isn't believed, but what it returns: a subscription whose creator has left, for one, stays disabled. Such a one is created again.
    /// </summary>
    private async Task<Result<HookSubscription>> RepairAsync(SubscriptionClient client, Guid id, HookRequest request, CancellationToken cancellationToken)
    {
        var updated = await client.SendAsync((target, token) => gateway.UpdateAsync(target, token, id, request, cancellationToken));
        var isGone = updated.Problem?.Code == ProblemCode.WebhookMissing;
        if (!isGone && updated.Value?.Problem is null)
            return updated;
        if (!isGone)
        {
            var deleted = await client.SendAsync((target, token) => gateway.DeleteAsync(target, token, id, cancellationToken));
            if (!deleted.Succeeded)
                return deleted.Problem;
        }

        return await client.SendAsync((target, token) => gateway.CreateAsync(target, token, request, cancellationToken));
    }

    private async Task DeleteDuplicatesAsync(SubscriptionClient client, Hook hook, IEnumerable<HookSubscription> duplicates, CancellationToken cancellationToken)
    {
        foreach (var duplicate in duplicates)
        {
            var deleted = await client.SendAsync((target, token) => gateway.DeleteAsync(target, token, duplicate.Id, cancellationToken));
            if (deleted.Succeeded)
                WebhooksLog.DuplicateDeleted(logger, hook.Id, duplicate.Id);
            else
                WebhooksLog.DuplicateLeft(logger, hook.Id, duplicate.Id, ProblemCatalog.Name(deleted.Problem.Code));
        }
    }

    public Task FailDueAsync(IReadOnlyList<Hook> hooks, Problem problem, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return FailAllAsync(hooks.Where(hook => !hook.ByAdministrator && SubscriptionClient.IsDue(hook, HookState.Planned, now)), problem, cancellationToken);
    }

    private async Task<IReadOnlyList<ProvisionedHook>> FailAllAsync(IEnumerable<Hook> hooks, Problem problem, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
            await FailAsync(hook, problem, cancellationToken);
        return [];
    }

    private async Task FailAsync(Hook hook, Problem problem, CancellationToken cancellationToken)
    {
        var detail = problem.Arguments.GetValueOrDefault("message");
        await store.FailedAsync(hook.Workspace, hook.Id, problem.Code, detail, time.GetUtcNow() + HookProblems.RetryAfter(problem, hook.Attempts), cancellationToken);
        WebhooksLog.NotProvisioned(logger, hook.Id, ProblemCatalog.Name(problem.Code), detail);
    }
}

/// <summary>A hook with the request that made it: a test needs the secret, which nobody keeps.</summary>
internal sealed record ProvisionedHook(Hook Hook, Guid Subscription, HookRequest Request);
