namespace ConnectWizard.Connections;

/// <summary>Connections and drafts as pages see them: everything happens for an actor, in its workspace.</summary>
public sealed class ConnectionService(IConnectionStore connections, ICredentialStore credentials, IDraftStore drafts)
{
    /// <summary>All connections, by name and then by age.</summary>
    public Task<IReadOnlyList<Connection>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        connections.ListAsync(actor.Workspace, cancellationToken);

    public Task<Connection?> FindAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        connections.FindAsync(actor.Workspace, id, cancellationToken);

    /// <summary>The connection to the same server and collection with the same account, if there is one.</summary>
    public Task<Connection?> FindExistingAsync(Actor actor, ServerTarget target, string accountId, CancellationToken cancellationToken) =>
        connections.FindExistingAsync(actor.Workspace, target, accountId, cancellationToken);

    /// <summary>Opens the credential of a connection.</summary>
    /// <returns>The problems of <see cref="ICredentialStore.OpenAsync"/>; <see cref="ProblemCode.CredentialNeeded"/> when the connection is gone.</returns>
    public async Task<Result<Secret>> OpenCredentialAsync(Actor actor, ConnectionId id, CancellationToken cancellationToken) =>
        await FindAsync(actor, id, cancellationToken) is { } connection
            ? await credentials.OpenAsync(actor.Workspace, connection.Credential, connection.Target, cancellationToken)
            : new Problem(ProblemCode.CredentialNeeded);

    /// <summary>Stores the result of a check. Without <paramref name="facts"/>, which a failed check doesn't have, the last known facts stay.</summary>
    public Task RecordCheckAsync(
        Actor actor, ConnectionId id, ConnectionHealth health, ProblemCode? problem, CheckedFacts? facts, CancellationToken cancellationToken) =>
        connections.RecordCheckAsync(actor.Workspace, id, health, problem, facts, cancellationToken);

    /// <summary>Gives a connection another name, which its caller has validated.</summary>
    public Task RenameAsync(Actor actor, ConnectionId id, string name, CancellationToken cancellationToken) =>
        connections.RenameAsync(actor.Workspace, id, name, cancellationToken);

    /// <summary>The actor's unfinished drafts, newest first.</summary>
    public Task<IReadOnlyList<ConnectionDraft>> ListUnfinishedDraftsAsync(Actor actor, CancellationToken cancellationToken) =>
        drafts.ListUnfinishedAsync(actor.Owner, cancellationToken);
}

/// <summary>Registers connections.</summary>
public static class ConnectionServices
{
    public static IServiceCollection AddConnectionService(this IServiceCollection services) =>
        services.AddSingleton<ConnectionService>();
}
