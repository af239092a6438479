using System.Globalization;
using System.Net.Http.Headers;
using ConnectWizard.Network;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

/// <summary>What came of an attempt.</summary>
internal enum DispatchResult
{
    Accepted,

    /// <summary>The build system will not take it, however often it is sent.</summary>
    Refused,

    TryLater,
}

/// <summary>An attempt's end.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Text">In a sentence; nothing of what the build system wrote, for we cannot know what that holds.</param>
/// <param name="Wait">How long the build system asked to be left alone.</param>
internal sealed record DispatchResponse(DispatchResult Verdict, string Text, TimeSpan? Wait = null);

/// <summary>The configured build system: one signed POST for each attempt.</summary>
internal sealed class BuildSystem(
    [FromKeyedServices(OutboundHttp.Configured)] OutboundHttp http, IOptions<BuildsOptions> options, TimeProvider time)
{
    private static readonly ProductInfoHeaderValue Product = new("ConnectWizard", "1.0");

    /// <summary>Null where none is configured.</summary>
    public Uri? Address => options.Value.Address;

    /// <summary>The longest that an attempt takes.</summary>
    public TimeSpan Timeout => options.Value.Timeout;

    /// <summary>Sends a message once.</summary>
    public async Task<DispatchResponse> SendAsync(BuildMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var request = ToRequest(message);
            using var response = await http.SendAsync(request, Timeout, cancellationToken);
            return Judge(response);
        }
        catch (Exception e) when (e is (IOException and not NetworkException) or UnauthorizedAccessException or ArgumentException)
        {
            // The file with the secret is being written, or was taken away.
            return new DispatchResponse(DispatchResult.TryLater, "The signing secret cannot be read at the moment.");
        }
        catch (NetworkException failed)
        {
            return new DispatchResponse(DispatchResult.TryLater, $"It could not be reached: {failed.Failure.Kind}, {failed.Failure.Host}:{failed.Failure.Port}.");
        }
    }

    private HttpRequestMessage ToRequest(BuildMessage message)
    {
        var body = message.ToBytes();
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(BuildMessage.MediaType, "utf-8");
        request.Headers.UserAgent.Add(Product);
        request.Headers.Add("Idempotency-Key", message.Id);
        request.Headers.Add(BuildSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(BuildSignature.KeyIdHeader, options.Value.KeyId);
        request.Headers.Add(BuildSignature.Header, BuildSignature.Of(options.Value.SigningSecret!, timestamp, body));
        return request;
    }

    private DispatchResponse Judge(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var text = string.Create(CultureInfo.InvariantCulture, $"It answered {status}.");
        return status switch
        {
            >= 200 and < 300 => new DispatchResponse(DispatchResult.Accepted, text),
            // A wrong signature may be a secret that is just being changed.
            401 or 403 or 408 or 425 or 429 => new DispatchResponse(DispatchResult.TryLater, text, RetryAfter.In(response.Headers, time.GetUtcNow())),
            >= 400 and < 500 => new DispatchResponse(DispatchResult.Refused, text),
            _ => new DispatchResponse(DispatchResult.TryLater, text, RetryAfter.In(response.Headers, time.GetUtcNow())),
        };
    }
}
