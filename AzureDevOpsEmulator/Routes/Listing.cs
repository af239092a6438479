namespace AzureDevOpsEmulator.Routes;

/// <summary>
/// Lists as the service wraps them. Which of the two keys comes first differs from operation to operation, so it does here.
/// </summary>
internal static class Listing
{
    public static object CountFirst<T>(IReadOnlyCollection<T> items) => new { count = items.Count, value = items };

    public static object ValueFirst<T>(IReadOnlyCollection<T> items) => new { value = items, count = items.Count };
}
