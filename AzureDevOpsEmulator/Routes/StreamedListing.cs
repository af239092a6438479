using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes;

/// <summary>A list that is written while it is made, so that one of any length needs no room: its items, then how many they were.</summary>
internal sealed class StreamedListing<T>(IEnumerable<T> items)
{
    private int _written;

    [JsonPropertyOrder(0)]
    public IEnumerable<T> Value
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
