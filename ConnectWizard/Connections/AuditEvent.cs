namespace ConnectWizard.Connections;

/// <summary>What can be done. The names are in logs, in the store and in exports: they are stable.</summary>
public enum AuditAction
{
    ConnectionCreated,
    ConnectionRenamed,
    ConnectionChecked,
    CredentialReplaced,
    CredentialRestored,
    CredentialForgotten,
    CredentialExpiryChanged,
    ConnectionDeleted,
    ProfileCreated,
    TriggersChanged,

    /// <summary>To another connection.</summary>
    ProfileMoved,
    ProfileDeleted,
    BuildStarted,
    WebhookCreated,
    WebhookRepaired,
    AdministratorLinkCreated,
    AdministratorLinkUsed,
    AdministratorLinkRevoked,
    SignedIn,
    SignedOut,
    DeliveryRefused,
    NotificationSent,
    RecipientAdded,
    RecipientConfirmed,
    RecipientRemoved,
}

/// <summary>Something that was done, or refused: a line in the log and an entry in the audit trail. Names are those at the time.</summary>
public sealed record AuditEvent(AuditAction Action, WorkspaceId Workspace)
{
    /// <summary>Whose browser; null for background work and for strangers.</summary>
    public Actor? By { get; init; }

    /// <summary>The account that acted, or that ConnectWizard acted with, by name.</summary>
    public string? Account { get; init; }

    public ConnectionId? Connection { get; init; }

    /// <summary>Null: the name that the connection has in the store.</summary>
    public string? ConnectionName { get; init; }

    public Guid? Profile { get; init; }

    public string? ProfileName { get; init; }

    /// <summary>Why it was refused; null when it was done.</summary>
    public ProblemCode? Problem { get; init; }

    /// <summary>Names and numbers: no secret, and nothing else that somebody typed.</summary>
    public string? Detail { get; init; }

    public static AuditEvent Of(AuditAction action, Connection connection, Actor? by = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new AuditEvent(action, connection.Workspace) { By = by, Connection = connection.Id, ConnectionName = connection.Name };
    }
}

/// <summary>Keeps what was done, so that a later change of it is seen.</summary>
public interface IAuditTrail
{
    Task AppendAsync(AuditEvent happened, CancellationToken cancellationToken);
}
