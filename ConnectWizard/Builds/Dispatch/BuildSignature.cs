using System.Diagnostics.CodeAnalysis;
using System.Text;
using ConnectWizard.Connections;
using StandardWebhooks;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>Signs build requests as <see href="https://www.standardwebhooks.com">Standard Webhooks</see>: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class BuildSignature
{
    public const string IdHeader = "webhook-id";

    /// <summary>Seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>One <c>v1,{base64}</c> for each secret, separated by spaces.</summary>
    public const string Header = "webhook-signature";

    private const string EncodedPrefix = "whsec_";

    /// <summary>The value of <see cref="Header"/>.</summary>
    public static string Of(IEnumerable<Secret> secrets, string id, DateTimeOffset timestamp, string body) =>
        string.Join(' ', secrets.Select(secret => TryGetKey(secret.Reveal(), out var key)
            ? new StandardWebhook(key).Sign(id, timestamp, body)
            : throw new FormatException("The signing secret is not valid.")));

    /// <summary>The bytes that a secret stands for: the decoded base64 after <c>whsec_</c>, otherwise the text in UTF-8.</summary>
    public static bool TryGetKey(string secret, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        if (!secret.StartsWith(EncodedPrefix, StringComparison.Ordinal))
        {
            key = Encoding.UTF8.GetBytes(secret);
            return true;
        }

        var buffer = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[EncodedPrefix.Length..], buffer, out var written))
            return false;
        key = buffer[..written];
        return true;
    }
}
