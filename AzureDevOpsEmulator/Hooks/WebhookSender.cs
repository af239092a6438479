using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>Posts without redirects and proxies; untrusted certificates only where the subscription allows it. Never throws for a receiver's fault.</summary>
internal sealed class WebhookSender(TimeProvider time, string agentBuild, RequestPauses pauses) : IDisposable
{
    private const int MaxConcurrency = 16;
    private const int MaxResponseBytes = 64 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _concurrency = new(MaxConcurrency);
    private readonly HttpClient _strict = CreateClient(acceptsAnyCertificate: false);
    private readonly HttpClient _lenient = CreateClient(acceptsAnyCertificate: true);

    public async Task<DeliveryAttempt> SendAsync(Subscription subscription, Notification notification, CancellationToken cancellationToken)
    {
        await _concurrency.WaitAsync(cancellationToken);
        try
        {
            return await PostAsync(subscription, DeliveryBody.Of(subscription, notification), cancellationToken);
        }
        finally
        {
            _concurrency.Release();
        }
    }

    public void Dispose()
    {
        _strict.Dispose();
        _lenient.Dispose();
        _concurrency.Dispose();
    }

    private async Task<DeliveryAttempt> PostAsync(Subscription subscription, byte[] body, CancellationToken cancellationToken)
    {
        using var request = CreateRequest(subscription, body);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var sent = HttpTranscript.Of(request, Encoding.UTF8.GetString(body));
        var began = time.GetTimestamp();
        try
        {
            var client = bool.TryParse(subscription.ConsumerInput("acceptUntrustedCerts"), out var lenient) && lenient ? _lenient : _strict;
            using var response = await client.SendAsync(request, either.Token);
            var answer = await response.Content.ReadAsStringAsync(either.Token);
            var error = response.IsSuccessStatusCode ? null : $"{response.ReasonPhrase} ({(int)response.StatusCode})";
            return new DeliveryAttempt(
                response.StatusCode, sent, HttpTranscript.Of(response, answer), error, null, time.GetElapsedTime(began));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var message = timeout.IsCancellationRequested ? "The request timed out." : failure.GetBaseException().Message;
            return new DeliveryAttempt(null, sent, null, message, failure.ToString(), time.GetElapsedTime(began));
        }
    }

    private HttpRequestMessage CreateRequest(Subscription subscription, byte[] body)
    {
        var url = subscription.ConsumerInput("url");
        HttpContent content = pauses.TakeDelivery(url) is { } pause ? new PausedContent(body, pause) : new ByteArrayContent(body);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", $"VSServices/{agentBuild} (w3wp.exe, HttpRequest)");
        request.Headers.TryAddWithoutValidation("X-VSS-ActivityId", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("X-VSS-SubscriptionId", subscription.Id.ToString());
        request.Headers.TryAddWithoutValidation("Request-Id", $"|{Guid.NewGuid():N}.1.");
        var (user, password) = (subscription.ConsumerInput("basicAuthUsername"), subscription.ConsumerInput("basicAuthPassword"));
        if (user.Length + password.Length > 0)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        foreach (var (name, value) in HeaderLines.Parse(subscription.ConsumerInput("httpHeaders")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    [SuppressMessage("Security", "CA5359", Justification = "Only for subscriptions that ask for it, as on the real service.")]
    private static HttpClient CreateClient(bool acceptsAnyCertificate)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        if (acceptsAnyCertificate)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        return new HttpClient(handler)
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
    }
}

/// <summary>Sends half of the body, and the rest when the pause ends.</summary>
internal sealed class PausedContent(byte[] body, RequestPause pause) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var half = body.Length / 2;
        await stream.WriteAsync(body.AsMemory(0, half), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        if (!await pause.WaitAsync(cancellationToken))
            throw new HttpRequestException("The delivery was given up in the middle.");
        await stream.WriteAsync(body.AsMemory(half), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        pause.MarkBodySent();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}

/// <summary>The custom headers of a subscription: one <c>Name:value</c> per line.</summary>
internal static class HeaderLines
{
    public static IReadOnlyList<(string Name, string Value)> Parse(string text) =>
    [
        .. text.Split(['\r', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .Select(parts => (parts[0], parts[1])),
    ];
}
