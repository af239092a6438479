using ConnectWizard.Connections;
using ConnectWizard.Profiles;

namespace ConnectWizard.Notifications;

/// <summary>What a notification tells. The names are in the store and, as <see cref="NotificationMessage.TypeOf"/> has them, in messages: they are stable.</summary>
public enum NotificationKind
{
    ConnectionFailed,
    ConnectionRecovered,

    /// <summary>It works, but not for long, or not for all profiles: the server's certificate ends, a repository is gone.</summary>
    ConnectionWarning,
    ConnectionWarningEnded,
    CredentialEnding,
    CredentialEnded,

    /// <summary>It has been replaced, or its end has been put off.</summary>
    CredentialRenewed,
    WebhooksBroken,
    WebhooksRecovered,

    /// <summary>Somebody pressed <i>Send test</i>.</summary>
    Test,

    /// <summary>Asks the owner of an address whether they want to be notified.</summary>
    Confirmation,
}

public enum NotificationChannel
{
    Mail,

    /// <summary>The operator's receiver, <see cref="NotificationsOptions"/>.</summary>
    Webhook,
}

/// <summary>The lower-case names are those in the page.</summary>
public enum NotificationState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Queued,
    Sent,
    Failed,
}

/// <summary>A message to one recipient about one thing. It goes with its connection.</summary>
public sealed record Notification
{
    public required Guid Id { get; init; }
    public required WorkspaceId Workspace { get; init; }

    /// <summary>Null for a test of the operator's receiver.</summary>
    public ConnectionId? Connection { get; init; }

    /// <summary>As it is called now.</summary>
    public string? ConnectionName { get; init; }

    public ProfileId? Profile { get; init; }

    /// <summary>As it was called then.</summary>
    public string? ProfileName { get; init; }

    public required NotificationKind Kind { get; init; }
    public ProblemCode? Problem { get; init; }
    public required NotificationChannel Channel { get; init; }

    /// <summary>Of a mail: who gets it.</summary>
    public Guid? Recipient { get; init; }

    public string? Address { get; init; }
    public NotificationState State { get; init; }
    public int Attempts { get; init; }

    /// <summary>Null when it isn't tried any more.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>How the last attempt ended; nothing that the other side wrote.</summary>
    public string? Response { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The id of the message that it was in: the first notification's in it.</summary>
    public Guid? Message { get; init; }

    /// <summary>When it was sent, or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public static Notification New(WorkspaceId workspace, NotificationKind kind, NotificationChannel channel, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Workspace = workspace,
        Kind = kind,
        Channel = channel,
        CreatedAt = now,
        NextAttemptAt = now,
    };
}

/// <summary>Somebody who gets a connection's notifications by mail, once they have confirmed it.</summary>
public sealed record NotificationRecipient
{
    public required Guid Id { get; init; }
    public required WorkspaceId Workspace { get; init; }
    public required ConnectionId Connection { get; init; }
    public required string Address { get; init; }
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Null until the link in the first message was followed: nothing else is sent before.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>How the last mail that asks for it stands.</summary>
    public NotificationState RequestState { get; init; }

    /// <summary>How the last attempt to send it ended; empty before the first.</summary>
    public string RequestResponse { get; init; } = "";
}
