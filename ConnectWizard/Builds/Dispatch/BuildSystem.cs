using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Profiles;
using Microsoft.Extensions.Options;

namespace ConnectWizard.Builds.Dispatch;

internal enum DispatchResult
{
    Accepted,
    Rejected,
    Retry,
}

/// <param name="Text">Nothing that the build system wrote: that could hold secrets.</param>
internal sealed record DispatchResponse(DispatchResult Result, string Text, TimeSpan? RetryAfter = null);

internal sealed class BuildSystem(
    [FromKeyedServices(OutboundHttp.Configured)] OutboundHttp http,
    IOptions<BuildsOptions> options,
    IGitTokenStore tokens,
    IPublicEndpoint endpoint,
    TimeProvider time)
{
    private static readonly ProductInfoHeaderValue Product = new("ConnectWizard", "1.0");

    public Uri? Address => options.Value.Address;

    public TimeSpan Timeout => options.Value.Timeout;

    /// <summary>The token is stored first: the build system may clone before it answers.</summary>
    public async Task<DispatchResponse> SendAsync(BuildRequest build, BuildProfile profile, CancellationToken cancellationToken)
    {
        var token = GitToken.New(time.GetUtcNow());
        await tokens.AddAsync(build.Id, GitToken.HashOf(token.Value.Reveal()), token.ExpiresAt, cancellationToken);
        try
        {
            using var request = ToRequest(BuildMessage.Of(build, profile, endpoint.Current, token));
            using var response = await http.SendAsync(request, Timeout, cancellationToken);
            return Evaluate(response);
        }
        catch (Exception e) when (e is (IOException and not NetworkException) or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            // The secret's file is being written, or was deleted.
            return new DispatchResponse(DispatchResult.Retry, "The signing secret can't be read at the moment.");
        }
        catch (NetworkException e)
        {
            return new DispatchResponse(DispatchResult.Retry, $"The build system can't be reached: {e.Failure.Kind}, {e.Failure.Host}:{e.Failure.Port}.");
        }
    }

    private HttpRequestMessage ToRequest(BuildMessage message)
    {
        var (body, timestamp) = (message.ToJson(), time.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body, Encoding.UTF8, BuildMessage.MediaType) };
        request.Headers.UserAgent.Add(Product);
        request.Headers.Add("Idempotency-Key", message.Id);
        request.Headers.Add(BuildSignature.IdHeader, message.Id);
        request.Headers.Add(BuildSignature.TimestampHeader, timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(BuildSignature.Header, BuildSignature.Of(options.Value.ReadSecrets(), message.Id, timestamp, body));
        return request;
    }

    private DispatchResponse Evaluate(HttpResponseMessage response)
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

        string Text(string outcome) => string.Create(CultureInfo.InvariantCulture, $"{outcome} the build system (HTTP {status}).");
    }
}
