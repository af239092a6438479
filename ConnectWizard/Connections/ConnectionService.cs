namespace ConnectWizard.Connections;

public sealed class ConnectionService(IConnectionStore connections, ICredentialStore credentials, IDraftStore drafts, ChangeLog changes)
{
    public Task<IReadOnlyList<Connection>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        connections.ListAsync(actor.Workspace, cancellationToken);

    public Task<Connection?> FindAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        connections.FindAsync(actor.Workspace, id, cancellationToken);

    public Task<Connection?> FindExistingAsync(Actor actor, ServerTarget target, string accountId, CancellationToken cancellationToken) =>
        connections.FindExistingAsync(actor.Workspace, target, accountId, cancellationToken);

    /// <returns>The problems of <see cref="ICredentialStore.OpenAsync"/>; <see cref="ProblemCode.CredentialNeeded"/> when the connection is gone.</returns>
    public async Task<Result<Secret>> OpenCredentialAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        await FindAsync(actor, id, cancellationToken) is { } connection
            ? await credentials.OpenAsync(actor.Workspace, connection.Credential, connection.Target, cancellationToken)
            : new Problem(ProblemCode.CredentialNeeded);

    /// <summary>The one way to record a check. In the audit trail are a person's own, and daily ones that found a change.</summary>
    /// <param name="by">Null for the daily check.</param>
    public async Task RecordCheckAsync(WorkspaceId workspace, ConnectionId id, CheckRecord record, Actor? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var hasChanged = await connections.RecordCheckAsync(workspace, id, record, cancellationToken);
        if ((by is not null || hasChanged) && await connections.FindAsync(workspace, id, cancellationToken) is { } found)
            await changes.RecordAsync(AuditEvent.Of(AuditAction.ConnectionChecked, found, by) with { Problem = record.Health == ConnectionHealth.Failed ? record.Problem : null });
    }

    public Task<IReadOnlyList<HealthChange>> ListHealthAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        connections.ListHealthAsync(actor.Workspace, id, cancellationToken);

    /// <param name="connection">As the page shows it.</param>
    /// <param name="expiry">Null: no known end.</param>
    public async Task ChangeExpiryAsync(Actor actor, Connection connection, CredentialExpiry? expiry, CancellationToken cancellationToken)
    {
        var changed = connection with { Workspace = actor.Workspace, Expiry = expiry };
        if (await FindAsync(actor, connection.Id, cancellationToken) is not { } before || before.Expiry == expiry)
            return;
        await connections.ChangeExpiryAsync(changed, cancellationToken);
        await changes.RecordExpiryAsync(before, changed, actor);
    }

    public async Task RenameAsync(Actor actor, ConnectionId id, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, id, cancellationToken) is not { } found)
            return;
        await connections.RenameAsync(actor.Workspace, id, name, cancellationToken);
        await changes.RecordAsync(AuditEvent.Of(AuditAction.ConnectionRenamed, found with { Name = name }, actor) with { Detail = $"{found.Name} → {name}" });
    }

    public Task<ConnectionDependents> CountDependentsAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        connections.CountDependentsAsync(actor.Workspace, id, cancellationToken);

    /// <returns>What the connection had before its last replacement; null when nothing is kept.</returns>
    public Task<FormerCredential?> FindFormerAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        connections.FindFormerAsync(actor.Workspace, id, cancellationToken);

    /// <param name="shown">The connection as the page knows it: one that was changed since stays as it is.</param>
    public async Task<Result<Connection>> UndoReplacementAsync(Actor actor, Connection shown, CancellationToken cancellationToken)
    {
        var undone = await connections.UndoReplacementAsync(actor.Workspace, shown.Id, shown.Credential, cancellationToken);
        if (!undone.Succeeded)
            return undone;
        await changes.RecordAsync(AuditEvent.Of(AuditAction.CredentialRestored, undone.Value, actor) with { Account = undone.Value.Facts.AccountName, Detail = $"{shown.Facts.AccountName} → {undone.Value.Facts.AccountName}" });
        await changes.RecordExpiryAsync(shown, undone.Value, actor);
        return undone;
    }

    public async Task ForgetFormerAsync(Actor actor, Connection shown, CancellationToken cancellationToken)
    {
        await connections.ForgetFormerAsync(actor.Workspace, shown.Id, cancellationToken);
        await changes.RecordAsync(AuditEvent.Of(AuditAction.CredentialForgotten, shown, actor));
    }

    public Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedDraftsAsync(Actor actor, CancellationToken cancellationToken) =>
        drafts.ListUnfinishedAsync(actor, cancellationToken);

    /// <summary>Deletes a draft with its token; nothing in Azure DevOps changes.</summary>
    public Task DiscardDraftAsync(Actor actor, DraftId id, CancellationToken cancellationToken) =>
        drafts.DropAsync(id, actor, cancellationToken);
}

public static class ConnectionServices
{
    public static IServiceCollection AddConnectionService(this IServiceCollection services) =>
        services.AddOutages().AddSingleton<ChangeLog>().AddSingleton<ConnectionService>();
}
