namespace AzureDevOpsEmulator.Routes;

/// <summary>What an operation answers; always a success, for refusals are thrown. Without a body the answer is empty.</summary>
internal sealed record ApiAnswer(object? Body)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The body is written while it is made and has no length in the header: a list of any size.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Goes into the header with which a client asks for the next page.</summary>
    public string? ContinuationToken { get; init; }
}

/// <summary>One REST operation.</summary>
internal delegate ApiAnswer Operation(ApiCall call);
