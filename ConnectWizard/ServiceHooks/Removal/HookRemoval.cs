using ConnectWizard.Builds.GitProxy;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks.Creation;
using ConnectWizard.ServiceHooks.Removal;
using ConnectWizard.Workers;

namespace ConnectWizard.ServiceHooks;

/// <remarks>What is deleted is recorded first; <see cref="HookWorker"/> finishes what is interrupted.</remarks>
internal sealed class HookRemoval(
    IProfileStore profiles,
    IConnectionStore connections,
    IHookStore hooks,
    SubscriptionSync sync,
    SubscriptionDeleter deleter,
    LeaseRunner leases,
    RepositoryCatalog repositories,
    GitPlaces fetches,
    ChangeLog changes,
    TimeProvider time) : IHookRemoval
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(20);

    /// <summary>For a connection's hooks altogether; what is left then calls a hook that isn't there any more, which disables it.</summary>
    private static readonly TimeSpan RemovalTimeout = TimeSpan.FromMinutes(1);

    public async Task<RemovalReceipt?> DeleteProfileAsync(Actor actor, ProfileId profile, CancellationToken cancellationToken)
    {
        var workspace = actor.Workspace;
        if (await profiles.FindAsync(workspace, profile, cancellationToken) is not { } found
            || await connections.FindAsync(workspace, found.Connection, cancellationToken) is not { } connection)
        {
            return null;
        }

        BuildProfile? deleted = null;
        var removed = await RemoveAsync(connection, BeginAsync, cancellationToken);
        return deleted is null ? null : new RemovalReceipt(deleted.Name, [deleted.Name], CredentialRemoved: false, removed);

        async Task<IReadOnlyList<Hook>> BeginAsync(CancellationToken cancellation)
        {
            deleted = await profiles.DeleteAsync(workspace, profile, cancellation);
            if (deleted is null)
                return [];
            // At once: whoever leaves the page interrupts what follows.
            await changes.RecordAsync(deleted.ToAuditEvent(AuditAction.ProfileDeleted, actor));
            return await hooks.PlanAsync(workspace, connection.Id, cancellation);
        }
    }

    public async Task<RemovalReceipt?> DeleteConnectionAsync(Actor actor, ConnectionId connection, CancellationToken cancellationToken)
    {
        var workspace = actor.Workspace;
        if (await connections.FindAsync(workspace, connection, cancellationToken) is not { } found)
            return null;
        var names = (await profiles.ListOfConnectionAsync(workspace, connection, cancellationToken)).Select(profile => profile.Name).ToList();

        // First the token leaves the store, and whoever reads with it ends: the server may never let them come to an end.
        var client = await sync.OpenAsync(found, cancellationToken);
        var planned = await hooks.BeginRemovalAsync(workspace, connection, cancellationToken);
        await leases.EndAsync(connection.ToString());
        repositories.End(found.Credential);
        fetches.End(connection);
        var removed = await RemoveInTimeAsync(client, found, planned, cancellationToken);
        var receipt = await connections.DeleteAsync(workspace, connection, cancellationToken);
        await changes.RecordAsync(AuditEvent.Of(AuditAction.ConnectionDeleted, found, actor));
        return new RemovalReceipt(found.Name, names, receipt?.CredentialRemoved ?? false, removed);
    }

    private async Task<IReadOnlyList<RemovedHook>> RemoveInTimeAsync(
        Result<SubscriptionClient> client, Connection connection, IReadOnlyList<Hook> planned, CancellationToken cancellationToken)
    {
        IReadOnlyList<RemovedHook>? removed = null;
        using var limit = new Deadline(RemovalTimeout, time, cancellationToken);
        try
        {
            await leases.TryRunAsync(SubscriptionSync.LeaseOf(connection.Id), WaitTimeout, DeleteAsync, limit.Token);
            if (removed is null)
                await DeleteAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            // The receipt says which are left.
        }

        var problem = new Problem(ProblemCode.TimedOut).With("host", connection.Target.Address.Host);
        return removed ?? [.. planned.Where(hook => hook.State == HookState.Removing).Select(hook => new RemovedHook(hook.Kind, hook.Repository, hook.Subscription, problem))];

        async Task DeleteAsync(CancellationToken cancellation) => removed = await deleter.DeleteAsync(client, planned, cancellation);
    }

    /// <summary>All under one lease: the worker in between would remove the hooks, and the receipt would not list them.</summary>
    private async Task<IReadOnlyList<RemovedHook>> RemoveAsync(
        Connection connection, Func<CancellationToken, Task<IReadOnlyList<Hook>>> begin, CancellationToken cancellationToken)
    {
        IReadOnlyList<Hook>? planned = null;
        IReadOnlyList<RemovedHook>? removed = null;
        await sync.TryRunAsync(connection, WaitTimeout, DeleteAsync, cancellationToken);
        planned ??= await begin(cancellationToken);
        return removed ?? [.. planned.Where(hook => hook.State == HookState.Removing).Select(Pending)];

        async Task DeleteAsync(Result<SubscriptionClient> client, CancellationToken cancellation)
        {
            planned = await begin(cancellation);
            removed = await deleter.DeleteAsync(client, planned, cancellation);
        }
    }

    private static RemovedHook Pending(Hook hook) => new(
        hook.Kind, hook.Repository, hook.Subscription, new Problem(ProblemCode.WebhookRemovalPending).With("repository", hook.Repository));
}

/// <summary>Deletes profiles and connections together with their hooks at Azure DevOps.</summary>
public interface IHookRemoval
{
    Task<RemovalReceipt?> DeleteProfileAsync(Actor actor, ProfileId profile, CancellationToken cancellationToken);

    /// <returns>Null when there was nothing to delete.</returns>
    Task<RemovalReceipt?> DeleteConnectionAsync(Actor actor, ConnectionId connection, CancellationToken cancellationToken);
}

public sealed record RemovalReceipt(string Name, IReadOnlyList<string> Profiles, bool CredentialRemoved, IReadOnlyList<RemovedHook> Hooks);

/// <param name="Left">Why it still exists at Azure DevOps; null when it is gone.</param>
public sealed record RemovedHook(HookKind Kind, string Repository, Guid? Subscription, Problem? Left);
