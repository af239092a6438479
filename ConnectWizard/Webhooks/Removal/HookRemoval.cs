using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Webhooks.Creation;

namespace ConnectWizard.Webhooks.Removal;

/// <inheritdoc />
/// <remarks>
/// What is deleted is written down first: the profiles go, their hooks are to be removed. Whoever leaves in the middle, or kills the program,
/// leaves the rest to <see cref="HookWorker"/>.
/// </remarks>
internal sealed class HookRemoval(
    IProfileStore profiles, IConnectionStore connections, IHookStore hooks, HookTurns turns, HookDeletion deletion) : IHookRemoval
{
    /// <summary>How long to wait for a turn that is under way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<RemovalReceipt?> DeleteProfileAsync(WorkspaceId workspace, ProfileId profile, CancellationToken cancellationToken)
    {
        if (await profiles.DeleteAsync(workspace, profile, cancellationToken) is not { } deleted)
            return null;
        var planned = await hooks.PlanAsync(deleted.Connection, cancellationToken);
        var removed = await connections.FindAsync(workspace, deleted.Connection, cancellationToken) is { } connection
            ? await RemoveAsync(connection, planned, cancellationToken)
            : [];
        return new RemovalReceipt(deleted.Name, [deleted.Name], CredentialRemoved: false, removed);
    }

    public async Task<RemovalReceipt?> DeleteConnectionAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(workspace, connection, cancellationToken) is not { } found)
            return null;
        var names = (await profiles.ListOfConnectionAsync(connection, cancellationToken)).Select(profile => profile.Name).ToList();
        var planned = await hooks.BeginRemovalAsync(connection, cancellationToken);
        var removed = await RemoveAsync(found, planned, cancellationToken);
        var receipt = await connections.DeleteAsync(workspace, connection, cancellationToken);
        return new RemovalReceipt(found.Name, names, receipt?.CredentialRemoved ?? false, removed);
    }

    private async Task<IReadOnlyList<RemovedHook>> RemoveAsync(Connection connection, IReadOnlyList<Hook> planned, CancellationToken cancellationToken)
    {
        Hook[] removing = [.. planned.Where(hook => hook.State == HookState.Removing)];
        if (removing.Length == 0)
            return [];

        IReadOnlyList<RemovedHook>? removed = null;
        await turns.TryRunAsync(connection, Patience, DeleteAsync, cancellationToken);
        return removed ?? [.. removing.Select(Pending)];

        async Task DeleteAsync(Outcome<HookPass> pass, CancellationToken cancellation)
        {
            // Read again under the lease: whoever had it before may just have created one of them.
            var current = await hooks.ListAsync(connection.Id, cancellation);
            removed = await deletion.DeleteAsync(pass, current, cancellation);
        }
    }

    private static RemovedHook Pending(Hook hook) => new(
        hook.Kind, hook.Repository, hook.Subscription, new Problem(ProblemCode.WebhookRemovalPending).With("repository", hook.Repository));
}
