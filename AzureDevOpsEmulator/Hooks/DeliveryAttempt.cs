namespace AzureDevOpsEmulator.Hooks;

/// <summary>The results and their consequences (Microsoft's "Troubleshoot service hooks").</summary>
internal enum DeliveryResult
{
    Succeeded,

    /// <summary>Retried soon.</summary>
    Transient,

    /// <summary>Leads to probation.</summary>
    Enduring,

    /// <summary>Disables the subscription.</summary>
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
