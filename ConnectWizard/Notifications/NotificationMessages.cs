using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ConnectWizard.Notifications;

/// <summary>Notifications as mails and as signed messages. Links lead to where people open the product.</summary>
internal sealed class NotificationMessages(IPublicEndpoint endpoint, RecipientLinks links, IOptions<MailOptions> mail, TimeProvider time)
{
    /// <summary>One or more notifications of one recipient's address.</summary>
    public MimeMessage ToMail(IReadOnlyList<(Notification Notification, Connection Connection, NotificationRecipient Recipient)> parts)
    {
        var (first, connection, recipient) = parts[0];
        var isConfirmation = first.Kind == NotificationKind.Confirmation;
        var stop = links.StopOf(endpoint.ForPeople, recipient).AbsoluteUri;
        var message = new MimeMessage
        {
            Date = time.GetUtcNow(),
            MessageId = $"{first.Id:N}@connectwizard.invalid",
            Subject = parts.Count == 1 ? NotificationText.TitleOf(first, connection, time.GetUtcNow()) : NotificationText.CountedTitle(parts.Count),
            Body = new TextPart("plain") { Text = isConfirmation ? ConfirmationOf(connection, recipient) : BodyOf(parts, stop) },
        };
        message.From.Add(new MailboxAddress("ConnectWizard", mail.Value.From));
        message.To.Add(new MailboxAddress("", recipient.Address));
        // Out-of-office replies are for people (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (!isConfirmation)
            message.Headers.Add("List-Unsubscribe", $"<{stop}>");
        return message;
    }

    /// <param name="connection">Null for a test.</param>
    public SignedMessage ToWebhook(Notification notification, Connection? connection)
    {
        var url = UrlOf(notification).AbsoluteUri;
        var message = new NotificationMessage(
            "1.0",
            notification.Id.ToString(),
            url,
            NotificationMessage.TypeOf(notification.Kind),
            notification.Profile?.ToString() ?? notification.Connection?.ToString(),
            BuildMessage.Format(notification.CreatedAt),
            "application/json",
            new NotificationMessageData(
                connection is null ? null : new NamedItem(connection.Id.Value, connection.Name),
                notification.Profile is { } profile ? new NamedItem(profile.Value, notification.ProfileName ?? "") : null,
                notification.Problem is { } problem ? ProblemCatalog.Name(problem) : null,
                connection?.Expiry is { } expiry && IsAboutExpiry(notification.Kind) ? BuildMessage.Format(expiry.EndsAt) : null,
                NotificationText.TitleOf(notification, connection, time.GetUtcNow()),
                url));
        return new SignedMessage(message.Id, JsonSerializer.Serialize(message, NotificationMessageJson.Default.NotificationMessage), BuildMessage.MediaType);
    }

    private string BodyOf(IReadOnlyList<(Notification Notification, Connection Connection, NotificationRecipient Recipient)> parts, string stop)
    {
        var body = new StringBuilder();
        foreach (var (notification, connection, _) in parts)
        {
            if (body.Length > 0)
                body.AppendLine("----").AppendLine();
            if (parts.Count > 1)
                body.AppendLine(NotificationText.TitleOf(notification, connection, time.GetUtcNow())).AppendLine();
            foreach (var line in NotificationText.LinesOf(notification, connection, time.GetUtcNow()))
                body.AppendLine(line);
            body.AppendLine().AppendLine(UrlOf(notification).AbsoluteUri).AppendLine();
        }

        return body.AppendLine(NotificationText.FooterOf(parts[0].Connection, stop)).ToString();
    }

    private string ConfirmationOf(Connection connection, NotificationRecipient recipient) =>
        NotificationText.ConfirmationOf(connection, links.ConfirmationOf(endpoint.ForPeople, recipient).AbsoluteUri, (int)RecipientLinks.ConfirmationLifetime.TotalDays);

    private Uri UrlOf(Notification notification) => new(endpoint.ForPeople, notification switch
    {
        { Profile: { } profile } => $"/profiles/{profile}",
        { Connection: { } connection } => $"/connections/{connection}",
        _ => "/notifications",
    });

    private static bool IsAboutExpiry(NotificationKind kind) => kind is NotificationKind.CredentialEnding or NotificationKind.CredentialEnded or NotificationKind.CredentialRenewed;
}

/// <summary>A notification as a CloudEvent 1.0 in structured JSON. <c>docs/notifications.md</c> documents each member; none is renamed.</summary>
internal sealed record NotificationMessage(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    string Id,
    string Source,
    string Type,
    string? Subject,
    string Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType,
    NotificationMessageData Data)
{
    public static string TypeOf(NotificationKind kind) => kind switch
    {
        NotificationKind.ConnectionFailed => "connectwizard.connection.failed",
        NotificationKind.ConnectionRecovered => "connectwizard.connection.recovered",
        NotificationKind.ConnectionWarning => "connectwizard.connection.warning",
        NotificationKind.ConnectionWarningEnded => "connectwizard.connection.warning-ended",
        NotificationKind.CredentialEnding => "connectwizard.credential.ending",
        NotificationKind.CredentialEnded => "connectwizard.credential.ended",
        NotificationKind.CredentialRenewed => "connectwizard.credential.renewed",
        NotificationKind.WebhooksBroken => "connectwizard.webhooks.broken",
        NotificationKind.WebhooksRecovered => "connectwizard.webhooks.recovered",
        NotificationKind.Test => "connectwizard.test",
        NotificationKind.Confirmation => throw new NotSupportedException("It is for a mail's address alone."),
    };
}

/// <param name="Problem">A code of <c>docs/problems.md</c>.</param>
/// <param name="EndsAt">When the credential ends, as far as that is known.</param>
internal sealed record NotificationMessageData(NamedItem? Connection, NamedItem? Profile, string? Problem, string? EndsAt, string Text, string Url);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NotificationMessage))]
internal sealed partial class NotificationMessageJson : JsonSerializerContext;
