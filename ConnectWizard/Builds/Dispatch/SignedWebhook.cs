using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using StandardWebhooks;

namespace ConnectWizard.Builds.Dispatch;

internal enum DispatchResult
{
    Accepted,
    Rejected,
    Retry,
}

/// <param name="Text">Nothing that the receiver wrote: that could hold secrets.</param>
internal sealed record DispatchResponse(DispatchResult Result, string Text, TimeSpan? RetryAfter = null);

/// <param name="Id">The same for each attempt, so that the receiver can tell a repeated one.</param>
internal sealed record SignedMessage(string Id, string Body, string MediaType);

/// <summary>Posts signed messages to addresses of configuration. Each call is one attempt.</summary>
internal sealed class SignedWebhookClient([FromKeyedServices(OutboundHttp.Configured)] OutboundHttp http, TimeProvider time)
{
    private static readonly ProductInfoHeaderValue Product = new("ConnectWizard", "1.0");

    /// <param name="name">What the receiver is, as the response's text calls it.</param>
    public async Task<DispatchResponse> SendAsync(SignedWebhookOptions receiver, string name, SignedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var request = ToRequest(receiver, message);
            using var response = await http.SendAsync(request, receiver.Timeout, cancellationToken);
            return Evaluate(response, name);
        }
        catch (Exception e) when (e is (IOException and not NetworkException) or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            // The secret's file is being written, or was deleted.
            return new DispatchResponse(DispatchResult.Retry, "The signing secret can't be read at the moment.");
        }
        catch (NetworkException e)
        {
            return new DispatchResponse(DispatchResult.Retry, $"The {name} can't be reached at {e.Failure.Host}:{e.Failure.Port}: {WordsOf(e.Failure.Kind)}.");
        }
    }

    private static string WordsOf(NetworkFailureKind kind) => kind switch
    {
        NetworkFailureKind.NameUnknown => "no server has this name",
        NetworkFailureKind.NotAllowed => "the outbound policy doesn't allow it",
        NetworkFailureKind.Refused => "it refuses connections at this port",
        NetworkFailureKind.Unreachable => "there is no way to it in the network",
        NetworkFailureKind.TimedOut => "no answer in time",
        NetworkFailureKind.Reset => "the connection broke off",
        NetworkFailureKind.ProxyRefused => "the proxy refuses it",
        NetworkFailureKind.TlsUntrusted => "its certificate isn't trusted",
        NetworkFailureKind.TlsSelfSigned => "its certificate is self-signed",
        NetworkFailureKind.TlsExpired => "its certificate isn't valid now",
        NetworkFailureKind.TlsWrongName => "its certificate is for another name",
        NetworkFailureKind.TlsProtocol => "it has no TLS version in common with ConnectWizard",
        NetworkFailureKind.TlsFailed => "no encrypted connection could be made",
        NetworkFailureKind.NotHttp => "what answers isn't HTTP",
        NetworkFailureKind.TooLarge => "its answer is too large",
    };

    private HttpRequestMessage ToRequest(SignedWebhookOptions receiver, SignedMessage message)
    {
        var timestamp = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, receiver.Address) { Content = new StringContent(message.Body, Encoding.UTF8, message.MediaType) };
        request.Headers.UserAgent.Add(Product);
        request.Headers.Add("Idempotency-Key", message.Id);
        request.Headers.Add(WebhookSignature.IdHeader, message.Id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(receiver.ReadSecrets(), message.Id, timestamp, message.Body));
        return request;
    }

    private DispatchResponse Evaluate(HttpResponseMessage response, string name)
    {
        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new DispatchResponse(DispatchResult.Accepted, Text("Accepted by")),
            // A signature may be refused while the secret is being changed.
            401 or 403 or 408 or 425 or 429 => Retry(),
            >= 400 and < 500 => new DispatchResponse(DispatchResult.Rejected, Text("Rejected by")),
            _ => Retry(),
        };

        DispatchResponse Retry() => new(DispatchResult.Retry, Text("Not accepted by"), RetryAfter.In(response.Headers, time.GetUtcNow()));

        string Text(string result) => string.Create(CultureInfo.InvariantCulture, $"{result} the {name} (HTTP {status}).");
    }
}

/// <summary>Signs as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> has it: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>One <c>v1,{base64}</c> for each secret, separated by spaces.</summary>
    public const string Header = "webhook-signature";

    private const string EncodedPrefix = "whsec_";

    public static string Of(IEnumerable<Secret> secrets, string id, DateTimeOffset timestamp, string body) =>
        string.Join(' ', secrets.Select(secret => TryGetKey(secret.Reveal(), out var key)
            ? new StandardWebhook(key).Sign(id, timestamp, body)
            : throw new FormatException("The signing secret is not valid.")));

    /// <summary>The decoded base64 after <c>whsec_</c>, otherwise the text in UTF-8.</summary>
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
