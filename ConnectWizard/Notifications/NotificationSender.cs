using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Notifications;

/// <summary>
/// Sends what is due at least once: what was sent and could not be stored as such is sent again, with the same id. What waits for one address goes in
/// one mail. A process that stops finishes the message that it is sending.
/// </summary>
internal sealed class NotificationSender(
    INotificationStore store,
    IRecipientStore recipients,
    IConnectionStore connections,
    SignedWebhookClient client,
    MailTransport transport,
    NotificationMessages messages,
    ChangeLog changes,
    IOptions<MailOptions> mail,
    IOptions<NotificationsOptions> webhook,
    TimeProvider time,
    ILogger<NotificationSender> logger)
{
    /// <summary>After this time it is too late to be of use.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private const int BatchSize = 500;
    private readonly Dictionary<NotificationChannel, string?> _failures = [];
    private static readonly BackOff BackOff = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));

    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        if (webhook.Value.Address is not null)
            await PostAsync(await store.ListDueAsync(NotificationChannel.Webhook, time.GetUtcNow(), BatchSize, cancellationToken), cancellationToken);
        if (mail.Value.IsSetUp && await store.ListDueAsync(NotificationChannel.Mail, time.GetUtcNow(), BatchSize, cancellationToken) is { Count: > 0 } due)
            await MailAsync(due, cancellationToken);
    }

    /// <summary>One after another, so that they arrive in their order; a receiver that can't be reached is left alone until the next interval.</summary>
    private async Task PostAsync(IReadOnlyList<Notification> due, CancellationToken cancellationToken)
    {
        foreach (var notification in due)
        {
            var message = messages.ToWebhook(notification, await FindConnectionAsync(notification, cancellationToken));
            var response = await client.SendAsync(webhook.Value, "receiver of notifications", message, CancellationToken.None);
            await SettleAsync([notification], response);
            if (response.Result == DispatchResult.Retry)
                return;
        }
    }

    private async Task MailAsync(IReadOnlyList<Notification> due, CancellationToken cancellationToken)
    {
        var left = mail.Value.MaxPerHour - await store.CountMailsAsync(time.GetUtcNow() - TimeSpan.FromHours(1), cancellationToken);
        // A link is for its address alone, and so is a mail by itself.
        var mails = due.GroupBy(notification => (notification.Address, Alone: notification.Kind == NotificationKind.Confirmation ? notification.Id : default)).ToList();
        if (mails.Count > left)
            NotificationsLog.Limited(logger, mail.Value.MaxPerHour);
        if (left <= 0)
            return;
        await using var session = await transport.OpenAsync(cancellationToken);
        foreach (var group in mails.Take(left))
        {
            var response = session.Failure ?? await SendAsync(session, [.. group], cancellationToken);
            await SettleAsync([.. group], response);
        }
    }

    private async Task<DispatchResponse> SendAsync(MailSession session, IReadOnlyList<Notification> group, CancellationToken cancellationToken)
    {
        List<(Notification, Connection, NotificationRecipient)> parts = [];
        foreach (var notification in group)
        {
            if (await FindConnectionAsync(notification, cancellationToken) is { } connection && await recipients.FindAsync(notification.Recipient ?? default, cancellationToken) is { } recipient)
                parts.Add((notification, connection, recipient));
        }

        return parts is [] ? new DispatchResponse(DispatchResult.Rejected, "The recipient was removed.") : await session.SendAsync(messages.ToMail(parts));
    }

    private async Task<Connection?> FindConnectionAsync(Notification notification, CancellationToken cancellationToken) =>
        notification.Connection is { } id ? await connections.FindAsync(notification.Workspace, id, cancellationToken) : null;

    private async Task SettleAsync(IReadOnlyList<Notification> attempted, DispatchResponse response)
    {
        var now = time.GetUtcNow();
        var settled = attempted.Select(notification => After(notification with { Attempts = notification.Attempts + 1, Response = response.Text, Message = attempted[0].Id }, response, now)).ToList();
        await store.SettleAsync(settled, CancellationToken.None);
        Log(settled[0].Channel, settled.Count, response);
        foreach (var notification in settled.Where(notification => notification is { State: NotificationState.Sent, Connection: not null, Kind: not NotificationKind.Confirmation }))
        {
            await changes.RecordAsync(new AuditEvent(AuditAction.NotificationSent, notification.Workspace)
            {
                Connection = notification.Connection,
                ConnectionName = notification.ConnectionName,
                Profile = notification.Profile?.Value,
                ProfileName = notification.ProfileName,
                Detail = $"{notification.Channel}: {notification.Kind}{(notification.Address is { } address ? $", {address}" : "")}",
            });
        }
    }

    /// <summary>What keeps failing for the same reason is a warning once.</summary>
    private void Log(NotificationChannel channel, int count, DispatchResponse response)
    {
        var failure = response.Result == DispatchResult.Accepted ? null : response.Text;
        var isNew = failure is not null && failure != _failures.GetValueOrDefault(channel);
        _failures[channel] = failure;
        NotificationsLog.Settled(logger, isNew ? LogLevel.Warning : LogLevel.Information, count, channel, response.Text);
    }

    private static Notification After(Notification attempted, DispatchResponse response, DateTimeOffset now)
    {
        var isGivenUp = response.Result == DispatchResult.Rejected || (response.Result == DispatchResult.Retry && now - attempted.CreatedAt >= MaxAge);
        return response.Result == DispatchResult.Retry && !isGivenUp
            ? attempted with { NextAttemptAt = now + BackOff.After(attempted.Attempts, response.RetryAfter > BackOff.Max ? BackOff.Max : response.RetryAfter) }
            : attempted with { State = isGivenUp ? NotificationState.Failed : NotificationState.Sent, NextAttemptAt = null, EndedAt = now };
    }
}
