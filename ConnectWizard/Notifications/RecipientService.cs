using ConnectWizard.Connections;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Notifications;

/// <summary>Who is notified, as pages see it.</summary>
internal sealed class RecipientService(
    IRecipientStore recipients,
    INotificationStore notifications,
    IConnectionStore connections,
    RecipientLinks links,
    ChangeLog changes,
    IOptions<MailOptions> mail,
    IOptions<NotificationsOptions> webhook,
    TimeProvider time,
    WorkerLoop<NotificationWorker> loop)
{
    /// <summary>Of a connection.</summary>
    public const int MaxRecipients = 2;

    /// <summary>How often an address is asked within a day, by whatever connections.</summary>
    public const int MaxConfirmations = 3;

    /// <summary>To an address within an hour.</summary>
    public const int MaxTests = 5;

    /// <summary>More than the tests of all recipients and what else a connection has within an hour.</summary>
    private const int MaxListed = 50;

    public bool HasMail => mail.Value.IsSetUp;

    public string MailHost => mail.Value.Host;

    /// <summary>Host and port; null without a receiver.</summary>
    public string? WebhookHost => webhook.Value.Address?.Authority;

    /// <summary>What <c>Mail:AllowedDomains</c> permits.</summary>
    public IReadOnlyList<string> Domains => mail.Value.Domains;

    public Task<IReadOnlyList<NotificationRecipient>> ListAsync(Actor actor, ConnectionId connection, CancellationToken cancellationToken) =>
        recipients.ListAsync(actor.Workspace, connection, cancellationToken);

    public Task<IReadOnlyList<Notification>> ListSentAsync(Actor actor, ConnectionId? connection, int limit, CancellationToken cancellationToken) =>
        notifications.ListAsync(actor.Workspace, connection, limit, cancellationToken);

    /// <summary>Asks the owner of an address by mail. The caller has validated it.</summary>
    public async Task<AddRecipientResult> AddAsync(Actor actor, Connection connection, string address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var recipient = new NotificationRecipient { Id = Guid.CreateVersion7(), Workspace = actor.Workspace, Connection = connection.Id, Address = address, AddedAt = now };
        var result = await recipients.AddAsync(recipient, To(recipient, NotificationKind.Confirmation), cancellationToken);
        if (result != AddRecipientResult.Added)
            return result;
        await changes.RecordAsync(AuditEvent.Of(AuditAction.RecipientAdded, connection, actor) with { Detail = address });
        loop.Signal();
        return result;
    }

    /// <summary>Sends the mail again that asks an address, where it could not be sent.</summary>
    public async Task<AddRecipientResult> AskAgainAsync(NotificationRecipient recipient, CancellationToken cancellationToken)
    {
        var result = await recipients.AskAgainAsync(recipient, To(recipient, NotificationKind.Confirmation), cancellationToken);
        loop.Signal();
        return result;
    }

    public async Task RemoveAsync(Actor actor, Connection connection, NotificationRecipient recipient, CancellationToken cancellationToken)
    {
        await recipients.RemoveAsync(recipient, cancellationToken);
        await changes.RecordAsync(AuditEvent.Of(AuditAction.RecipientRemoved, connection, actor) with { Detail = recipient.Address });
    }

    /// <returns>False when the recipient had <see cref="MaxTests"/> within the hour: presses must not use up the installation's limit.</returns>
    public async Task<bool> SendTestAsync(NotificationRecipient recipient, CancellationToken cancellationToken)
    {
        var recent = await notifications.ListAsync(recipient.Workspace, recipient.Connection, MaxListed, cancellationToken);
        if (recent.Count(it => it.Kind == NotificationKind.Test && it.Recipient == recipient.Id && it.CreatedAt > time.GetUtcNow() - TimeSpan.FromHours(1)) >= MaxTests)
            return false;
        await notifications.RecordAsync([], [To(recipient, NotificationKind.Test)], cancellationToken);
        loop.Signal();
        return true;
    }

    /// <summary>To the operator's receiver.</summary>
    public async Task SendTestAsync(Actor actor, CancellationToken cancellationToken)
    {
        await notifications.RecordAsync([], [Notification.New(actor.Workspace, NotificationKind.Test, NotificationChannel.Webhook, time.GetUtcNow())], cancellationToken);
        loop.Signal();
    }

    /// <returns>Whose link it is; null when it is none, or is too old, or the recipient was removed.</returns>
    public async Task<(NotificationRecipient Recipient, Connection Connection)?> FindByLinkAsync(string? token, bool isStop, CancellationToken cancellationToken)
    {
        var id = isStop ? links.ReadStop(token) : links.ReadConfirmation(token);
        return id is { } known && await recipients.FindAsync(known, cancellationToken) is { } recipient
            && await connections.FindAsync(recipient.Workspace, recipient.Connection, cancellationToken) is { } connection
            ? (recipient, connection)
            : null;
    }

    /// <summary>Whether it was made here and isn't too old, whatever has become of its recipient.</summary>
    public bool IsStopLink(string? token) => links.ReadStop(token) is not null;

    public async Task ConfirmAsync(Actor actor, NotificationRecipient recipient, Connection connection, CancellationToken cancellationToken)
    {
        await recipients.ConfirmAsync(recipient with { ConfirmedAt = time.GetUtcNow() }, cancellationToken);
        await changes.RecordAsync(AuditEvent.Of(AuditAction.RecipientConfirmed, connection, actor) with { Detail = recipient.Address });
    }

    private Notification To(NotificationRecipient recipient, NotificationKind kind) => Notification.New(recipient.Workspace, kind, NotificationChannel.Mail, time.GetUtcNow()) with
    {
        Connection = recipient.Connection,
        Recipient = recipient.Id,
        Address = recipient.Address,
    };
}
