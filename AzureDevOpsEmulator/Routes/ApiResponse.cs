using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes;

/// <summary>The result of an operation; errors are thrown.</summary>
internal sealed record ApiResponse(object? Body)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether to write the body while it is produced, without a content length: a list of any size.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>The header with which a client requests the next page.</summary>
    public string? ContinuationToken { get; init; }
}

internal delegate ApiResponse Operation(ApiCall call);

/// <summary>Lists as the service wraps them. The order of the two keys depends on the operation.</summary>
internal static class Listing
{
    public static object CountFirst<T>(IReadOnlyCollection<T> items) => new { count = items.Count, value = items };

    public static object ValueFirst<T>(IReadOnlyCollection<T> items) => new { value = items, count = items.Count };
}

/// <summary>A list that is written while it is produced: its items, then their count.</summary>
internal sealed class StreamedListing(IEnumerable<object> items)
{
    private int _written;

    [JsonPropertyOrder(0)]
    public IEnumerable<object> Value
    {
        get
        {
            foreach (var item in items)
            {
                _written++;
                yield return item;
            }
        }
    }

    /// <summary>Read after the items.</summary>
    [JsonPropertyOrder(1)]
    public int Count => _written;
}
