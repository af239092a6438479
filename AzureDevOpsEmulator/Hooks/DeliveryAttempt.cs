using System.Diagnostics.CodeAnalysis;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>The results and their consequences (Microsoft's "Troubleshoot service hooks").</summary>
internal enum DeliveryResult
{
    Succeeded,
    Transient,
    Enduring,
    Terminal,
}

/// <summary>A POST to a receiver. The status is null when there was no response.</summary>
internal sealed record DeliveryAttempt(
    HttpStatusCode? Status, string Request, string? Response, string? ErrorMessage, string? ErrorDetail, TimeSpan Duration)
{
    public DeliveryResult Result => Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => DeliveryResult.Succeeded,
        HttpStatusCode.Gone => DeliveryResult.Terminal,
        HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
            DeliveryResult.Transient,
        _ => DeliveryResult.Enduring,
    };
}

/// <summary>Requests and responses as text in the product's format, for the history of a subscription.</summary>
internal static class HttpTranscript
{
    public static string Of(HttpRequestMessage request, string content) =>
        $"Method: {request.Method}\r\nURI: {request.RequestUri}\r\nHTTP Version: {request.Version}\r\n"
        + Headers(request.Headers.Concat(request.Content!.Headers)) + $"Content:\r\n{content}";

    public static string Of(HttpResponseMessage response, string content) =>
        string.Create(CultureInfo.InvariantCulture, $"Status Code: {(int)response.StatusCode}\r\nReason Phrase: {response.ReasonPhrase}\r\n")
        + $"HTTP Version: {response.Version}\r\n" + Headers(response.Headers.Concat(response.Content.Headers)) + $"Content:\r\n{content}";

    private static string Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        var text = new StringBuilder("Headers:\r\n{\r\n");
        foreach (var (name, values) in headers)
        {
            var isSecret = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
            text.Append("  ").Append(name).Append(": ").Append(isSecret ? "Basic ********" : string.Join(", ", values)).Append("\r\n");
        }

        return text.Append("}\r\n").ToString();
    }
}

/// <summary>The delays between attempts (Microsoft's "Troubleshoot service hooks"), multiplied by a factor.</summary>
internal sealed record RetrySchedule(double Factor)
{
    private static readonly int[] TransientSeconds = [1, 2, 4, 8, 16, 32, 60, 60];
    private static readonly int[] ProbationMinutes = [20, 40, 80, 160, 320, 640, 900];

    /// <summary>After transient failures (408, 502, 503, 504); after the last one the failure counts as enduring.</summary>
    public IReadOnlyList<TimeSpan> Transient { get; } = [.. TransientSeconds.Select(seconds => TimeSpan.FromSeconds(seconds) * Factor)];

    /// <summary>On probation; after the last one the subscription is disabled.</summary>
    public IReadOnlyList<TimeSpan> Probation { get; } = [.. ProbationMinutes.Select(minutes => TimeSpan.FromMinutes(minutes) * Factor)];
}

/// <summary>A delay that can be interrupted, also before it begins. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor handle, and is replaced at each use.")]
internal sealed class InterruptibleDelay(TimeProvider time)
{
    private CancellationTokenSource _interrupt = new();

    public void Interrupt() => Volatile.Read(ref _interrupt).Cancel();

    public void Reset() => Volatile.Write(ref _interrupt, new CancellationTokenSource());

    public async Task WaitAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(Volatile.Read(ref _interrupt).Token, cancellationToken);
        try
        {
            await Task.Delay(length, time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Reset();
        }
    }
}
