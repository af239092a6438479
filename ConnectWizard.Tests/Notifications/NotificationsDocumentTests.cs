using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Storage;
using ConnectWizard.Wizard;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ConnectWizard.Notifications;

/// <summary>The messages in <c>docs/notifications.md</c> are made by the code, one of each type. <c>UPDATE_DOCS=1</c> writes them.</summary>
public sealed partial class NotificationsDocumentTests
{
    private const string Begin = "<!-- messages: begin -->\n";
    private const string End = "<!-- messages: end -->";

    private static readonly ConnectionId Connected = new(new Guid("019ab3a7-2c6d-7d0f-8f5e-6b1c9a0e4d21"));
    private static readonly ProfileId Built = new(new Guid("019ab3b0-6f0e-7b7e-8a51-5d1c1f1f7a10"));

    /// <summary>As a document shows it, not as markup needs it.</summary>
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Path { get; } = System.IO.Path.Combine(BuildFacts.RepositoryRoot, "docs", "notifications.md");

    [Fact]
    public async Task Each_type_has_a_message_in_the_document()
    {
        var document = await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken);
        var begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = document.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Path, document[..begin] + Messages() + document[end..], TestContext.Current.CancellationToken);
            return;
        }

        (document[begin..end] == Messages()).ShouldBeTrue("docs/notifications.md differs from the code: run the tests once with UPDATE_DOCS=1.");
    }

    [Fact]
    public async Task Each_member_of_a_message_is_documented()
    {
        var document = await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken);
        string[] ofTheStandard = ["specversion", "datacontenttype", "data"];
        foreach (var kind in Kinds())
        {
            using var message = JsonDocument.Parse(MessageOf(kind));
            var members = message.RootElement.EnumerateObject().Select(member => member.Name).Except(ofTheStandard, StringComparer.Ordinal)
                .Concat(message.RootElement.GetProperty("data").EnumerateObject().Select(member => $"data.{member.Name}"));
            foreach (var member in members)
                document.ShouldContain($"`{member}`", customMessage: member);
        }
    }

    private static IEnumerable<NotificationKind> Kinds() => Enum.GetValues<NotificationKind>().Where(kind => kind != NotificationKind.Confirmation);

    private static string Messages()
    {
        var text = new StringBuilder("\nA whole message:\n").Append(Block(JsonNode.Parse(MessageOf(NotificationKind.CredentialEnding))!))
            .Append("\nWhat differs in each type, besides `id` and `time`:\n");
        foreach (var kind in Kinds())
        {
            var message = JsonNode.Parse(MessageOf(kind))!;
            text.Append("\n`").Append(NotificationMessage.TypeOf(kind)).Append("`: ").Append(MeaningOf(kind)).Append('\n')
                .Append(Block(new JsonObject(message.AsObject().Where(member => member.Key is "source" or "subject" or "data").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>An id and its name stand in one line.</summary>
    private static string Block(JsonNode message) =>
        $"\n```json\n{NamedItems().Replace(message.ToJsonString(Indented), "{ ${id}, ${name} }")}\n```\n";

    private static string MessageOf(NotificationKind kind)
    {
        var time = new ManualTime();
        var now = time.GetUtcNow();
        var connection = Samples.Connection(CredentialId.New(), "Mission Control") with
        {
            Id = Connected,
            Expiry = CredentialExpiry.OfDay(DateOnly.FromDateTime(now.UtcDateTime).AddDays(kind switch { NotificationKind.CredentialEnding => 14, NotificationKind.CredentialEnded => -1, _ => 90 })),
        };
        var isOfWebhooks = kind is NotificationKind.WebhooksBroken or NotificationKind.WebhooksRecovered;
        var isTest = kind == NotificationKind.Test;
        var notification = Notification.New(WorkspaceId.Default, kind, NotificationChannel.Webhook, now) with
        {
            Id = new Guid("019ab3c1-58f2-7c11-9d0e-0b7f3b0a52aa"),
            Connection = isTest ? null : Connected,
            Profile = isOfWebhooks ? Built : null,
            ProfileName = isOfWebhooks ? "Nightly" : null,
            Problem = kind switch
            {
                NotificationKind.ConnectionFailed => ProblemCode.TokenExpired,
                NotificationKind.ConnectionWarning => ProblemCode.TlsEndsSoon,
                NotificationKind.WebhooksBroken => ProblemCode.WebhookDisabledBySystem,
                _ => null,
            },
        };
        var messages = new NotificationMessages(
            new AddressFixture { Current = new Uri("https://wizard.example/") }, new RecipientLinks(new EphemeralDataProtectionProvider()), Options.Create(new MailOptions()), time);
        return messages.ToWebhook(notification, isTest ? null : connection).Body;
    }

    private static string MeaningOf(NotificationKind kind) => kind switch
    {
        NotificationKind.ConnectionFailed => "a connection doesn't work any more.",
        NotificationKind.ConnectionRecovered => "a connection works again.",
        NotificationKind.ConnectionWarning => "a connection works, and something about it needs to be fixed.",
        NotificationKind.ConnectionWarningEnded => "what needed attention is fixed.",
        NotificationKind.CredentialEnding => "a token, a secret or a certificate ends in 30, 14, 7 or 1 days.",
        NotificationKind.CredentialEnded => "a token, a secret, a certificate or a sign-in has ended.",
        NotificationKind.CredentialRenewed => "a credential was replaced, or its end was changed.",
        NotificationKind.WebhooksBroken => "the webhooks of a build profile are broken: pushes and pull requests may start no builds.",
        NotificationKind.WebhooksRecovered => "they work again.",
        NotificationKind.Test => "somebody pressed *Send test to the webhook*.",
        NotificationKind.Confirmation => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    [GeneratedRegex("""\{\s+(?<id>"id": "[^"]*"),\s+(?<name>"name": "[^"]*")\s+\}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedItems();
}
