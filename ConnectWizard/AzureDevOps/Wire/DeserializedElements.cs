using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>Takes elements of a listing as objects, where there are not so many that it would matter.</summary>
/// <param name="type">How an element is read.</param>
internal sealed class DeserializedElements<T>(JsonTypeInfo<T> type) : IJsonElements
{
    private List<T> _elements = [];

    /// <summary>Gives away what was taken since the last time.</summary>
    public IReadOnlyList<T> Release()
    {
        var elements = _elements;
        _elements = [];
        return elements;
    }

    public bool TryTake(ref ListingReader reader)
    {
        var element = reader.Json;
        if (!reader.Json.TrySkip())
            return false;
        if (JsonSerializer.Deserialize(ref element, type) is { } value)
            _elements.Add(value);
        return true;
    }
}
