using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks.Health;

internal sealed class ProfileWebhooks(
    IHookStore store, IProfileStore profiles, IConnectionStore connections, SubscriptionSync sync, SubscriptionHealthCheck health, WorkerLoop<HookWorker> loop, HookAddress address, ChangeLog changes, TimeProvider time) : IProfileWebhooks
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How long a check's result is good for another page.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    public async Task<WebhookSummary> FindAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken)
    {
        if (!UsesWebhooks(profile) || await connections.FindAsync(actor.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return WithoutWebhooks(profile);
        return Summarize(profile, connection, await store.ListAsync(actor.Workspace, profile.Connection, cancellationToken));
    }

    public async Task<IReadOnlyDictionary<ProfileId, WebhookSummary>> ListAsync(
        Actor actor, IReadOnlyList<Connection> connections, IReadOnlyList<BuildProfile> shown, CancellationToken cancellationToken)
    {
        var byId = connections.ToDictionary(connection => connection.Id);
        var hooks = (await store.ListAsync(actor.Workspace, shown, cancellationToken)).ToLookup(hook => (hook.Connection, hook.RepositoryId));
        return shown.ToDictionary(profile => profile.Id, profile =>
            UsesWebhooks(profile) && byId.TryGetValue(profile.Connection, out var connection)
                ? Summarize(profile, connection, hooks[(profile.Connection, profile.Repository.Id)])
                : WithoutWebhooks(profile));
    }

    public async Task<IReadOnlyList<BuildProfile>> ListBrokenAsync(Actor actor, CancellationToken cancellationToken)
    {
        var broken = await store.ListBrokenAsync(actor.Workspace, cancellationToken);
        var affected = await profiles.ListOfRepositoriesAsync(actor.Workspace, [.. broken.Select(hook => hook.RepositoryId).Distinct()], cancellationToken);
        var hooks = broken.ToLookup(hook => (hook.Connection, hook.RepositoryId));
        return [.. affected.Where(profile => UsesWebhooks(profile) && hooks[(profile.Connection, profile.Repository.Id)].Any(DesiredSubscriptions.Of(profile).Include))];
    }

    public void RequestSync() => loop.Signal();

    private static bool UsesWebhooks(BuildProfile profile) =>
        profile.TriggerSource is not (TriggerSource.Polling or TriggerSource.None) && DesiredSubscriptions.Of(profile).Kinds.Count > 0;

    private static WebhookSummary WithoutWebhooks(BuildProfile profile) => new(
        profile.TriggerSource == TriggerSource.Polling ? WebhookHealth.Polling : WebhookHealth.None,
        Problem: null,
        LastDeliveryAt: null,
        CheckedAt: null,
        CanRepair: false);

    private WebhookSummary Summarize(BuildProfile profile, Connection connection, IEnumerable<Hook> all)
    {
        var desired = DesiredSubscriptions.Of(profile);
        Hook[] hooks = [.. all.Where(desired.Include)];
        var troubled = hooks.FirstOrDefault(IsBroken) ?? hooks.FirstOrDefault(hook => hook.Problem is not null);
        return new WebhookSummary(
            HealthOf(hooks, desired),
            troubled is null ? null : Describe(troubled, connection),
            hooks.Max(hook => hook.LastDeliveryAt),
            hooks.Max(hook => hook.CheckedAt),
            hooks.Any(IsRepairable))
        {
            AwaitsEvent = hooks.Any(hook => hook is { State: HookState.Waiting, AwaitsEvent: true }),
            IsUnchecked = Array.Exists(hooks, IsUnchecked),
        };
    }

    public async Task CheckAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken)
    {
        var desired = DesiredSubscriptions.Of(profile);
        Hook[] provisioned = [.. (await store.ListAsync(actor.Workspace, profile.Connection, cancellationToken)).Where(hook => desired.Include(hook) && hook.SentAt is not null)];
        if (provisioned.Length == 0 || await connections.FindAsync(actor.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return;
        if (provisioned.Max(hook => hook.TriedAt) + MaxAge - time.GetUtcNow() is { } left && left > TimeSpan.Zero)
            await Task.Delay(left, time, cancellationToken);
        await health.TryRunAsync(connection, WaitTimeout, cancellationToken);
    }

    public async Task<Result<WebhookSummary>> RepairAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(actor.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var desired = DesiredSubscriptions.Of(profile);
        var isDone = await sync.TryRunAsync(connection, WaitTimeout, RepairAsync, cancellationToken);
        if (!isDone)
            loop.Signal();
        await changes.RecordAsync(profile.ToAuditEvent(AuditAction.WebhookRepaired, actor));
        return await FindAsync(actor, profile, cancellationToken);

        async Task RepairAsync(Result<SubscriptionClient> client, CancellationToken cancellation)
        {
            foreach (var hook in (await store.ListAsync(actor.Workspace, profile.Connection, cancellation)).Where(desired.Include).Where(IsRepairable))
                await store.ReviveAsync(hook.Workspace, hook.Id, byAdministrator: false, cancellation);
            await sync.ProvisionAsync(connection, client, cancellation);
        }
    }

    private static WebhookHealth HealthOf(Hook[] hooks, DesiredSubscriptions desired)
    {
        if (hooks.Any(IsBroken))
            return WebhookHealth.Broken;
        return hooks.Length == desired.Kinds.Count && hooks.All(hook => hook.State == HookState.Working && !IsUnchecked(hook)) ? WebhookHealth.Working : WebhookHealth.Waiting;
    }

    private static bool IsUnchecked(Hook hook) => hook.State == HookState.Working && hook.TriedAt > hook.CheckedAt;

    /// <summary>What is retried automatically waits; what somebody has to fix is broken.</summary>
    private static bool IsBroken(Hook hook) =>
        hook.State == HookState.Broken || hook is { State: HookState.Planned, Problem: ProblemCode.WebhookTargetLocal };

    private bool IsRepairable(Hook hook) =>
        IsBroken(hook) || hook is { State: HookState.Planned, Problem: not null }
        || hook.State == HookState.Waiting && hook.SentAt + TestNotifications.MaxDelay < time.GetUtcNow();

    private Problem Describe(Hook hook, Connection connection)
    {
        var problem = new Problem(hook.Problem!.Value)
            .With("repository", hook.Repository)
            .With("project", hook.Repository.Split('/')[0])
            .With("account", connection.Facts.AccountName)
            .With("host", connection.Target.Address.Host)
            .With("collection", connection.Target.Collection)
            .With("url", address.Shown);
        if (hook.Detail is not { } detail)
            return problem;
        return problem.With(hook.Problem == ProblemCode.WebhookAddressChanged ? "location" : "message", detail)
            .WithEvidence(new Evidence("Azure DevOps says", detail));
    }
}
