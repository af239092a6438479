using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Reads the elements of <c>{"value":[…]}</c> one batch after another while they come off the wire, whatever else stands in the object and in
/// which order. It keeps no more than the element that is under way.
/// </summary>
/// <param name="owner">What the body belongs to; disposed of with this.</param>
/// <param name="body">The answer.</param>
/// <param name="type">How an element is read.</param>
internal sealed class JsonListing<T>(IDisposable owner, Stream body, JsonTypeInfo<T> type) : IAsyncDisposable
{
    /// <summary>A repository has about one kilobyte. What is under way is read again with each part that comes, so it must stay small.</summary>
    private const int LongestElement = 256 * 1024;
    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 32 * 1024));
    private JsonReaderState _state;
    private Place _place = Place.Start;

    private enum Place
    {
        /// <summary>Before the first byte, where a byte order mark may be.</summary>
        Start,

        /// <summary>In the object, before its <c>value</c>.</summary>
        Before,

        /// <summary>Between <c>"value":</c> and what it is.</summary>
        AtValue,

        /// <summary>Among the elements.</summary>
        Within,

        /// <summary>After the last element.</summary>
        After,
    }

    /// <summary>The next elements; empty at the end of the listing.</summary>
    /// <exception cref="JsonException">It is not JSON, or ends too early.</exception>
    /// <exception cref="Network.NetworkException">The connection failed.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _pipe.ReadAsync(cancellationToken);
            var elements = new List<T>();
            var consumed = Take(result.Buffer, result.IsCompleted, elements);
            var left = result.Buffer.Slice(consumed).Length;
            _pipe.AdvanceTo(consumed, result.Buffer.End);
            if (elements.Count > 0 || result.IsCompleted)
                return elements;
            if (left > LongestElement)
                throw new JsonException("An element is larger than 256 KB.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _pipe.CompleteAsync();
        owner.Dispose();
    }

    private SequencePosition Take(ReadOnlySequence<byte> buffer, bool isLast, List<T> elements)
    {
        if (_place == Place.Start)
        {
            if (buffer.Length < 3 && !isLast)
                return buffer.Start;
            buffer = WithoutMark(buffer);
            _place = Place.Before;
        }

        var reader = new Utf8JsonReader(buffer, isLast, _state);
        while (TryStep(ref reader, elements))
        {
            // Each step keeps its place.
        }

        if (isLast && _place != Place.After)
            throw new JsonException("The listing has no value.");
        _state = reader.CurrentState;
        return reader.Position;
    }

    private bool TryStep(ref Utf8JsonReader reader, List<T> elements)
    {
        var before = reader;
        if (!reader.Read())
            return false;
        switch (_place)
        {
            case Place.Before when reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("value"u8):
                _place = Place.AtValue;
                break;
            case Place.AtValue:
                _place = reader.TokenType == JsonTokenType.StartArray ? Place.Within : Place.After;
                break;
            case Place.Within when reader.TokenType == JsonTokenType.EndArray:
                _place = Place.After;
                break;
            case Place.Within:
                return TryTake(ref reader, before, elements);
        }

        return true;
    }

    private bool TryTake(ref Utf8JsonReader reader, Utf8JsonReader before, List<T> elements)
    {
        var element = reader;
        if (!reader.TrySkip())
        {
            reader = before;
            return false;
        }

        if (JsonSerializer.Deserialize(ref element, type) is { } value)
            elements.Add(value);
        return true;
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> buffer)
    {
        var mark = "\uFEFF"u8;
        if (buffer.Length < mark.Length)
            return buffer;
        Span<byte> first = stackalloc byte[3];
        buffer.Slice(0, mark.Length).CopyTo(first);
        return first.SequenceEqual(mark) ? buffer.Slice(mark.Length) : buffer;
    }
}
