using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes;

/// <summary>What an operation answers; always a success, for refusals are thrown. Without a body the answer is empty.</summary>
internal sealed record ApiResponse(object? Body)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The body is written while it is made and has no length in the header: a list of any size.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Goes into the header with which a client asks for the next page.</summary>
    public string? ContinuationToken { get; init; }
}

/// <summary>One REST operation.</summary>
internal delegate ApiResponse Operation(ApiCall call);

/// <summary>
/// Lists as the service wraps them. Which of the two keys comes first differs from operation to operation, so it does here.
/// </summary>
internal static class Listing
{
    public static object CountFirst<T>(IReadOnlyCollection<T> items) => new { count = items.Count, value = items };

    public static object ValueFirst<T>(IReadOnlyCollection<T> items) => new { value = items, count = items.Count };
}

/// <summary>A list that is written while it is made, so that one of any length needs no room: its items, then how many they were.</summary>
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

    /// <summary>Read after the items were written.</summary>
    [JsonPropertyOrder(1)]
    public int Count => _written;
}
