using ConnectWizard.Connections;
using ConnectWizard.Notifications;

namespace ConnectWizard.Storage;

internal sealed class NotificationStore(Database database) : INotificationStore
{
    private const string SelectWorkspaces = "SELECT DISTINCT workspace_id FROM connections ORDER BY workspace_id";

    private const string CountConnections = "SELECT COUNT(*) FROM connections WHERE id = @Id";

    private const string SelectTopics =
        """
        SELECT topics.connection_id AS connection, topics.topic, topics.profile_id AS profile, topics.is_open, topics.level, topics.ends_at, topics.notified_at
        FROM notification_topics topics JOIN connections ON connections.id = topics.connection_id WHERE connections.workspace_id = @Workspace
        """;

    private const string Upsert =
        """
        INSERT INTO notification_topics (connection_id, topic, profile_id, is_open, level, ends_at, notified_at)
        VALUES (@Connection, @Topic, @Profile, @IsOpen, @Level, @EndsAt, @NotifiedAt)
        ON CONFLICT (connection_id, topic) DO UPDATE SET is_open = excluded.is_open, level = excluded.level, ends_at = excluded.ends_at, notified_at = excluded.notified_at
        """;

    private const string Insert =
        """
        INSERT INTO notifications (id, workspace_id, connection_id, profile_id, profile_name, kind, problem, channel, recipient_id, address, state, attempts, next_attempt_at, created_at)
        VALUES (@Id, @Workspace, @Connection, @Profile, @ProfileName, @Kind, @Problem, @Channel, @Recipient, @Address, @State, @Attempts, @NextAttemptAt, @CreatedAt)
        """;

    private const string Select =
        """
        SELECT notifications.id, notifications.workspace_id AS workspace, notifications.connection_id AS connection, connections.name AS connection_name,
            notifications.profile_id AS profile, notifications.profile_name, notifications.kind, notifications.problem, notifications.channel,
            notifications.recipient_id AS recipient, notifications.address, notifications.state, notifications.attempts, notifications.next_attempt_at,
            notifications.response, notifications.created_at, notifications.ended_at
        FROM notifications LEFT JOIN connections ON connections.id = notifications.connection_id
        """;

    private const string SelectDue =
        $"{Select} WHERE notifications.next_attempt_at <= @Now AND notifications.channel = @Channel ORDER BY notifications.created_at, notifications.id LIMIT @Limit";

    private const string Settle =
        """
        UPDATE notifications SET state = @State, attempts = @Attempts, next_attempt_at = @NextAttemptAt, response = @Response, message_id = @Message, ended_at = @EndedAt
        WHERE id = @Id AND workspace_id = @Workspace
        """;

    private const string CountMails = "SELECT COUNT(DISTINCT message_id) FROM notifications WHERE channel = 'Mail' AND ended_at > @Since";

    private const string SelectOfWorkspace = $"{Select} WHERE notifications.workspace_id = @Workspace";

    public Task<IReadOnlyList<WorkspaceId>> ListWorkspacesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<WorkspaceId>(SelectWorkspaces), cancellationToken);

    public Task<IReadOnlyList<NotificationTopic>> ListTopicsAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<NotificationTopic>(SelectTopics, new { Workspace = workspace }), cancellationToken);

    public Task RecordAsync(IReadOnlyList<NotificationTopic> topics, IReadOnlyList<Notification> notifications, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                // One that was deleted meanwhile is nobody's matter any more.
                var gone = new HashSet<ConnectionId>();
                foreach (var id in topics.Select(topic => topic.Connection).Concat(notifications.Select(notification => notification.Connection).OfType<ConnectionId>()).Distinct())
                {
                    if (await session.FindAsync<int>(CountConnections, new { Id = id }) == 0)
                        gone.Add(id);
                }

                foreach (var topic in topics.Where(topic => !gone.Contains(topic.Connection)))
                    await session.ExecuteAsync(Upsert, topic);
                foreach (var notification in notifications.Where(notification => notification.Connection is not { } id || !gone.Contains(id)))
                    await InsertAsync(session, notification);
            },
            cancellationToken);

    public static Task<int> InsertAsync(DbSession session, Notification notification) => session.ExecuteAsync(Insert, notification);

    public Task<IReadOnlyList<Notification>> ListDueAsync(NotificationChannel channel, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<Notification>(SelectDue, new { Channel = channel, Now = now, Limit = limit }), cancellationToken);

    public Task SettleAsync(IReadOnlyList<Notification> attempted, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                foreach (var notification in attempted)
                    await session.ExecuteAsync(Settle, notification);
            },
            cancellationToken);

    public Task<int> CountMailsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FindAsync<int>(CountMails, new { Since = since }), cancellationToken);

    public Task<IReadOnlyList<Notification>> ListAsync(WorkspaceId workspace, ConnectionId? connection, int limit, CancellationToken cancellationToken)
    {
        // Ids are in the order of their creation.
        var sql = SelectOfWorkspace
            + (connection is null ? "" : " AND notifications.connection_id = @Connection")
            + " ORDER BY notifications.id DESC LIMIT @Limit";
        return database.ReadAsync(session => session.QueryAsync<Notification>(sql, new { Workspace = workspace, Connection = connection, Limit = limit }), cancellationToken);
    }
}
