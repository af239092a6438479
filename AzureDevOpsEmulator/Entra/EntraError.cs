namespace AzureDevOpsEmulator.Entra;

/// <summary>An error of the authorization server.</summary>
/// <param name="Code">The number after <c>AADSTS</c>.</param>
/// <param name="Error">OAuth's error code.</param>
/// <param name="Text">The message without IDs and time.</param>
internal sealed record EntraError(int Code, string Error, string Text)
{
    /// <summary>The status at the token endpoint.</summary>
    public int Status { get; init; } = 400;

    /// <summary>Identifies cancellations in a redirect.</summary>
    public string? Subcode { get; init; }

    /// <summary>The claims challenge that a new sign-in must satisfy, as JSON.</summary>
    public string? Claims { get; init; }

    public string Describe(EntraTrace trace) =>
        $"AADSTS{Code}: {Text} Trace ID: {trace.Id} Correlation ID: {trace.Correlation} Timestamp: {trace.Timestamp}";

    /// <summary>At the token endpoint all errors about a grant have the same OAuth code.</summary>
    public EntraError AsGrant() => this with { Error = "invalid_grant" };

    public EntraException AsException() => new(this);
}

/// <summary>Ends a request with an error that becomes a page, a redirect or JSON.</summary>
internal sealed class EntraException(EntraError error) : Exception(error.Text)
{
    public EntraError Error { get; } = error;
}

/// <summary>The IDs by which support finds a request.</summary>
internal sealed record EntraTrace(Guid Id, Guid Correlation, string Timestamp)
{
    public static EntraTrace Of(HttpContext context, TimeProvider time)
    {
        var requested = context.Request.Headers["client-request-id"].FirstOrDefault() ?? context.Request.Query["client-request-id"].FirstOrDefault();
        var timestamp = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new EntraTrace(Guid.NewGuid(), Guid.TryParse(requested, out var correlation) ? correlation : Guid.NewGuid(), timestamp);
    }
}
