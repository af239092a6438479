using ConnectWizard.Connections;
using ConnectWizard.Notifications;

namespace ConnectWizard.Storage;

internal sealed class RecipientStore(Database database) : IRecipientStore
{
    private const string Select =
        """
        SELECT recipient.id, recipient.workspace_id AS workspace, recipient.connection_id AS connection, recipient.address, added_at, confirmed_at,
            COALESCE(request.state, 'Queued') AS request_state, COALESCE(request.response, '') AS request_response
        FROM notification_recipients recipient
        LEFT JOIN notifications request ON request.id = (SELECT MAX(id) FROM notifications WHERE recipient_id = recipient.id AND kind = 'Confirmation')
        """;
    private const string SelectOfWorkspace = $"{Select} WHERE recipient.workspace_id = @Workspace ORDER BY added_at, recipient.id";
    private const string SelectOfConnection =
        $"{Select} WHERE recipient.workspace_id = @Workspace AND recipient.connection_id = @Connection ORDER BY added_at, recipient.id";
    private const string SelectById = $"{Select} WHERE recipient.id = @Id";

    private const string Insert =
        "INSERT INTO notification_recipients (id, workspace_id, connection_id, address, added_at) VALUES (@Id, @Workspace, @Connection, @Address, @AddedAt)";

    /// <summary>Over all workspaces: the address is the same person's. What could not be sent asked nobody.</summary>
    private const string CountConfirmations =
        "SELECT COUNT(*) FROM notifications WHERE kind = 'Confirmation' AND lower(address) = lower(@Address) AND created_at > @Since AND state <> 'Failed'";

    private const string Confirm =
        "UPDATE notification_recipients SET confirmed_at = @ConfirmedAt WHERE id = @Id AND workspace_id = @Workspace AND confirmed_at IS NULL";

    private const string Delete = "DELETE FROM notification_recipients WHERE id = @Id AND workspace_id = @Workspace";
    private const string DeleteQueued = "DELETE FROM notifications WHERE recipient_id = @Id AND workspace_id = @Workspace AND state = 'Queued'";

    public Task<IReadOnlyList<NotificationRecipient>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<NotificationRecipient>(SelectOfWorkspace, new { Workspace = workspace }), cancellationToken);

    public Task<IReadOnlyList<NotificationRecipient>> ListAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ListAsync(session, workspace, connection), cancellationToken);

    public Task<NotificationRecipient?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<NotificationRecipient>(SelectById, new { Id = id }), cancellationToken);

    public Task<AddRecipientResult> AddAsync(NotificationRecipient recipient, Notification confirmation, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (await session.FindAsync<Connection>(ConnectionStore.Select, new { recipient.Workspace, Id = recipient.Connection }) is null or { IsBeingDeleted: true })
                    return AddRecipientResult.NoConnection;
                var others = await ListAsync(session, recipient.Workspace, recipient.Connection);
                if (others.Any(other => string.Equals(other.Address, recipient.Address, StringComparison.OrdinalIgnoreCase)))
                    return AddRecipientResult.Exists;
                if (others.Count >= RecipientService.MaxRecipients)
                    return AddRecipientResult.Full;
                if (await IsAskedTooOftenAsync(session, confirmation))
                    return AddRecipientResult.AskedTooOften;
                await session.ExecuteAsync(Insert, recipient);
                await NotificationStore.InsertAsync(session, confirmation);
                return AddRecipientResult.Added;
            },
            cancellationToken);

    public Task<AddRecipientResult> AskAgainAsync(NotificationRecipient recipient, Notification confirmation, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                if (await session.FindAsync<NotificationRecipient>(SelectById, recipient) is not { ConfirmedAt: null } now)
                    return AddRecipientResult.NoConnection;
                // Pressed twice, or in two tabs.
                if (now.RequestState != NotificationState.Failed)
                    return AddRecipientResult.Added;
                if (await IsAskedTooOftenAsync(session, confirmation))
                    return AddRecipientResult.AskedTooOften;
                await NotificationStore.InsertAsync(session, confirmation);
                return AddRecipientResult.Added;
            },
            cancellationToken);

    public Task ConfirmAsync(NotificationRecipient recipient, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(Confirm, recipient), cancellationToken);

    public Task RemoveAsync(NotificationRecipient recipient, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(DeleteQueued, recipient);
                await session.ExecuteAsync(Delete, recipient);
            },
            cancellationToken);

    private static async Task<bool> IsAskedTooOftenAsync(DbSession session, Notification confirmation) =>
        await session.FindAsync<int>(CountConfirmations, new { confirmation.Address, Since = confirmation.CreatedAt - TimeSpan.FromDays(1) }) >= RecipientService.MaxConfirmations;

    private static Task<IReadOnlyList<NotificationRecipient>> ListAsync(DbSession session, WorkspaceId workspace, ConnectionId connection) =>
        session.QueryAsync<NotificationRecipient>(SelectOfConnection, new { Workspace = workspace, Connection = connection });
}
