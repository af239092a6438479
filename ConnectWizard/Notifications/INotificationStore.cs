using ConnectWizard.Connections;

namespace ConnectWizard.Notifications;

public interface INotificationStore
{
    /// <summary>The workspaces that have connections.</summary>
    Task<IReadOnlyList<WorkspaceId>> ListWorkspacesAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<NotificationTopic>> ListTopicsAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    /// <summary>Stores what is notified, together with the notifications.</summary>
    Task RecordAsync(IReadOnlyList<NotificationTopic> topics, IReadOnlyList<Notification> notifications, CancellationToken cancellationToken);

    /// <summary>Those to be sent now over all workspaces, the oldest first.</summary>
    Task<IReadOnlyList<Notification>> ListDueAsync(NotificationChannel channel, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Stores how attempts ended.</summary>
    Task SettleAsync(IReadOnlyList<Notification> attempted, CancellationToken cancellationToken);

    /// <summary>How many mails were sent over all workspaces; what was sent in one message counts once.</summary>
    Task<int> CountMailsAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="connection">Null: of all, and those of none.</param>
    Task<IReadOnlyList<Notification>> ListAsync(WorkspaceId workspace, ConnectionId? connection, int limit, CancellationToken cancellationToken);
}

public interface IRecipientStore
{
    /// <summary>By age.</summary>
    Task<IReadOnlyList<NotificationRecipient>> ListAsync(WorkspaceId workspace, CancellationToken cancellationToken);

    /// <summary>By age.</summary>
    Task<IReadOnlyList<NotificationRecipient>> ListAsync(WorkspaceId workspace, ConnectionId connection, CancellationToken cancellationToken);

    /// <summary>Whoever has a link has proved to be its owner.</summary>
    Task<NotificationRecipient?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Stores a recipient, and its confirmation as queued.</summary>
    Task<AddRecipientResult> AddAsync(NotificationRecipient recipient, Notification confirmation, CancellationToken cancellationToken);

    /// <summary>Queues another confirmation, in place of one that failed.</summary>
    /// <returns>Not <see cref="AddRecipientResult.Exists"/>, nor <see cref="AddRecipientResult.Full"/>.</returns>
    Task<AddRecipientResult> AskAgainAsync(NotificationRecipient recipient, Notification confirmation, CancellationToken cancellationToken);

    Task ConfirmAsync(NotificationRecipient recipient, CancellationToken cancellationToken);

    /// <summary>With what is queued for it.</summary>
    Task RemoveAsync(NotificationRecipient recipient, CancellationToken cancellationToken);
}

public enum AddRecipientResult
{
    Added,

    /// <summary>The connection has this one already.</summary>
    Exists,

    /// <summary>The connection has <see cref="RecipientService.MaxRecipients"/>.</summary>
    Full,

    /// <summary>The address was asked <see cref="RecipientService.MaxConfirmations"/> times within a day; mails that could not be sent don't count.</summary>
    AskedTooOften,

    /// <summary>The connection is gone, or is being deleted.</summary>
    NoConnection,
}
