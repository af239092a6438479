using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConnectWizard.AzureDevOps.Wire;

namespace ConnectWizard.AzureDevOps;

/// <summary>Reads the elements of <c>{"value":[…]}</c> while they arrive, whatever else the object has and in which order.</summary>
/// <param name="response">What the body belongs to; disposed of with this.</param>
internal sealed class JsonListing<T>(HttpResponseMessage response, Stream body, JsonTypeInfo<T> type) : IAsyncDisposable
{
    /// <summary>A repository has about one kilobyte. An element is read again with each part of it that arrives, so it must stay small.</summary>
    private const int MaxElementBytes = 256 * 1024;

    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
    private JsonReaderState _state;
    private Position _position = Position.Start;
    private JsonException? _failure;
    private bool _hasRead;

    private enum Position
    {
        Start,
        BeforeValue,
        AtValue,
        InValue,
        AfterValue,
    }

    /// <summary>Leads to the next page; empty on the last one.</summary>
    public string Continuation => ApiResponse.First(response.Headers, AzureDevOpsNames.Headers.ContinuationToken) ?? "";

    /// <summary>The elements that have come, those that cannot be read included.</summary>
    public int Count { get; private set; }

    /// <returns>At least one element; null at the end of the listing.</returns>
    /// <exception cref="JsonException">It is not JSON, or ends too early.</exception>
    /// <exception cref="Network.NetworkException">The connection failed.</exception>
    public async Task<IReadOnlyList<T>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var elements = new List<T>();
            var end = Take(read.Buffer, read.IsCompleted, elements);
            if (read.Buffer.Slice(end).Length > MaxElementBytes)
                throw new JsonException("An element is larger than 256 KB.");
            _pipe.AdvanceTo(end, read.Buffer.End);
            if (elements.Count > 0)
                return elements;
            if (read.IsCompleted)
                return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _pipe.CompleteAsync();
        response.Dispose();
    }

    private SequencePosition Take(ReadOnlySequence<byte> bytes, bool isLast, List<T> elements)
    {
        if (_position == Position.Start)
        {
            if (bytes.Length < 3 && !isLast)
                return bytes.Start;
            bytes = bytes.Slice(bytes.Length >= 3 && bytes.Slice(0, 3).ToArray().AsSpan().SequenceEqual("\uFEFF"u8) ? 3 : 0);
            _position = Position.BeforeValue;
        }

        var reader = new Utf8JsonReader(bytes, isLast, _state);
        while (TryStep(ref reader, elements))
        {
            // Each step keeps its position.
        }

        if (isLast && _position != Position.AfterValue)
            throw new JsonException("The listing has no value.");
        _state = reader.CurrentState;
        return bytes.GetPosition(reader.BytesConsumed);
    }

    private bool TryStep(ref Utf8JsonReader reader, List<T> elements)
    {
        var before = reader;
        if (!reader.Read())
            return false;
        switch (_position)
        {
            case Position.InValue when reader.TokenType == JsonTokenType.EndArray:
                if (_failure is not null && !_hasRead)
                    throw _failure;
                _position = Position.AfterValue;
                break;
            case Position.InValue:
                var element = reader;
                if (!reader.TrySkip())
                {
                    reader = before;
                    return false;
                }

                Count++;
                _failure = ReadableElements<T>.Add(element, type, elements) ?? _failure;
                _hasRead |= elements.Count > 0;
                break;
            case Position.BeforeValue when reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("value"u8):
                _position = Position.AtValue;
                break;
            case Position.AtValue:
                _position = reader.TokenType == JsonTokenType.StartArray ? Position.InValue : Position.AfterValue;
                break;
        }

        return true;
    }
}
