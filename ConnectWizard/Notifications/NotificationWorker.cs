using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using ConnectWizard.Workers;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Notifications;

/// <summary>
/// Compares how connections and webhooks are with what was notified, and sends what is new. It goes by state, not by events, so that nothing is lost
/// while no node runs. One node at a time does this.
/// </summary>
internal sealed class NotificationWorker(
    INotificationStore store,
    IRecipientStore recipients,
    IConnectionStore connections,
    IProfileStore profiles,
    IProfileWebhooks webhooks,
    NotificationSender sender,
    LeaseRunner leases,
    IPublicEndpoint endpoint,
    WorkerLoop<NotificationWorker> loop,
    IOptions<MailOptions> mail,
    IOptions<NotificationsOptions> webhook,
    TimeProvider time,
    ILogger<NotificationWorker> logger) : BackgroundService
{
    /// <summary>Up to half as long again, so that nodes that start together spread out.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public Task<bool> RunAsync(CancellationToken cancellationToken) => leases.TryRunAsync("notifications:all", TimeSpan.Zero, PlanAndSendAsync, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mail.Value.IsSetUp && webhook.Value.Address is null)
            return;
        // A message has our address in it.
        await endpoint.UntilListeningAsync(stoppingToken);
        await loop.RunAsync(RunAsync, () => Interval * (1 + (Random.Shared.NextDouble() / 2)), failure => NotificationsLog.Failed(logger.ExceptOutage(failure), failure), stoppingToken);
    }

    private async Task PlanAndSendAsync(CancellationToken cancellationToken)
    {
        foreach (var workspace in await store.ListWorkspacesAsync(cancellationToken))
            await PlanAsync(workspace, cancellationToken);
        await sender.SendDueAsync(cancellationToken);
    }

    private async Task PlanAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var topics = (await store.ListTopicsAsync(workspace, cancellationToken)).ToLookup(topic => topic.Connection);
        var addressees = (await recipients.ListAsync(workspace, cancellationToken)).Where(recipient => recipient.ConfirmedAt is not null).ToLookup(recipient => recipient.Connection);
        var all = (await connections.ListAsync(workspace, cancellationToken)).Where(connection => !connection.IsBeingDeleted).ToList();
        var hooks = await ListWebhooksAsync(new Actor(default, workspace), all, topics, cancellationToken);
        foreach (var connection in all.Where(connection => webhook.Value.Address is not null || (mail.Value.IsSetUp && addressees[connection.Id].Any())))
            await PlanAsync(connection, [.. topics[connection.Id]], hooks[connection.Id], [.. addressees[connection.Id]], cancellationToken);
    }

    private async Task PlanAsync(
        Connection connection, NotificationTopic[] known, IEnumerable<(BuildProfile, WebhookSummary)> hooks, NotificationRecipient[] addressees, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<NotificationTopic> changed = [];
        List<Notification> notifications = [];
        foreach (var state in NotificationPlan.StatesOf(connection, hooks, now))
        {
            if (NotificationPlan.Compare(connection.Id, state, known.FirstOrDefault(topic => topic.Topic == state.Topic), now) is not { } due)
                continue;
            changed.Add(due.Topic);
            // A millisecond apart, so that they stay in their order.
            notifications.AddRange(MessagesOf(connection, state, due.Kind, addressees, now.AddMilliseconds(changed.Count)).Select(message => message with { NextAttemptAt = now }));
        }

        if (changed.Count > 0)
            await store.RecordAsync(changed, notifications, cancellationToken);
    }

    /// <summary>Of the profiles whose webhooks are broken, and of those about which that was notified.</summary>
    private async Task<ILookup<ConnectionId, (BuildProfile, WebhookSummary)>> ListWebhooksAsync(
        Actor actor, IReadOnlyList<Connection> all, ILookup<ConnectionId, NotificationTopic> topics, CancellationToken cancellationToken)
    {
        var broken = (await webhooks.ListBrokenAsync(actor, cancellationToken)).Select(profile => profile.Id);
        var notified = topics.SelectMany(group => group).Where(topic => topic.IsOpen).Select(topic => topic.Profile).OfType<ProfileId>();
        ProfileId[] ids = [.. broken.Union(notified)];
        IReadOnlyList<BuildProfile> shown = ids is [] ? [] : await profiles.ListAsync(actor.Workspace, ids, cancellationToken);
        var summaries = await webhooks.ListAsync(actor, all, shown, cancellationToken);
        return shown.ToLookup(profile => profile.Connection, profile => (profile, summaries[profile.Id]));
    }

    private IEnumerable<Notification> MessagesOf(Connection connection, TopicState state, NotificationKind kind, NotificationRecipient[] addressees, DateTimeOffset now)
    {
        var message = Notification.New(connection.Workspace, kind, NotificationChannel.Webhook, now) with
        {
            Connection = connection.Id,
            Profile = state.Profile,
            ProfileName = state.ProfileName,
            Problem = state.Level is null ? null : state.Problem,
        };
        if (webhook.Value.Address is not null)
            yield return message;
        foreach (var recipient in mail.Value.IsSetUp ? addressees : [])
            yield return message with { Id = Guid.CreateVersion7(now), Channel = NotificationChannel.Mail, Recipient = recipient.Id, Address = recipient.Address };
    }
}

internal static partial class NotificationsLog
{
    [LoggerMessage(31, LogLevel.Error, "Notifications failed; they continue at the next interval")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 32, Message = "{Count} notifications by {Channel}: {Response}")]
    public static partial void Settled(ILogger logger, LogLevel level, int count, NotificationChannel channel, string response);

    [LoggerMessage(33, LogLevel.Warning, "The limit of {Max} mails per hour is reached; notifications wait")]
    public static partial void Limited(ILogger logger, int max);
}
