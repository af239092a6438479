namespace AzureDevOpsEmulator.Entra;

/// <summary>A refusal of the authorization server: OAuth's word for it and Microsoft's number.</summary>
/// <param name="Code">The number behind <c>AADSTS</c>.</param>
/// <param name="Error">What OAuth calls it.</param>
/// <param name="Text">The sentence; ids and time are put behind it.</param>
internal sealed record EntraError(int Code, string Error, string Text)
{
    /// <summary>The status at the token endpoint.</summary>
    public int Status { get; init; } = 400;

    /// <summary>Tells cancellations apart in a redirect.</summary>
    public string? Subcode { get; init; }

    /// <summary>What a new sign-in must satisfy, as JSON.</summary>
    public string? Claims { get; init; }

    public string Describe(EntraTrace trace) =>
        $"AADSTS{Code}: {Text} Trace ID: {trace.Id} Correlation ID: {trace.Correlation} Timestamp: {trace.Timestamp}";

    /// <summary>The same at the token endpoint, where everything about a grant has one word.</summary>
    public EntraError AsGrant() => this with { Error = "invalid_grant" };

    public EntraException AsException() => new(this);
}

/// <summary>Ends a request with a refusal; who catches it decides whether it becomes a page, a redirect or JSON.</summary>
internal sealed class EntraException(EntraError error) : Exception(error.Text)
{
    public EntraError Error { get; } = error;
}

/// <summary>The ids by which support would find one request.</summary>
internal sealed record EntraTrace(Guid Id, Guid Correlation, string Timestamp)
{
    public static EntraTrace Of(HttpContext context, TimeProvider time)
    {
        var asked = context.Request.Headers["client-request-id"].FirstOrDefault() ?? context.Request.Query["client-request-id"].FirstOrDefault();
        var timestamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new EntraTrace(Guid.NewGuid(), Guid.TryParse(asked, out var correlation) ? correlation : Guid.NewGuid(), timestamp);
    }
}
