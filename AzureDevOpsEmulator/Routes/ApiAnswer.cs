namespace AzureDevOpsEmulator.Routes;

/// <summary>What an operation answers; always 200, for refusals are thrown.</summary>
internal sealed record ApiAnswer(object Body)
{
    /// <summary>Goes into the header with which a client asks for the next page.</summary>
    public string? ContinuationToken { get; init; }
}

/// <summary>One REST operation.</summary>
internal delegate ApiAnswer Operation(ApiCall call);
