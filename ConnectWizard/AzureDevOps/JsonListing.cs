using System.Text.Json;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Reads the elements of <c>{"value":[…]}</c> while they come off the wire, whatever else stands in the object and in which order. Every
/// token is read once; of an element that is cut off by the end of what has come, the beginning is read again with the rest.
/// </summary>
/// <param name="owner">What the body belongs to; disposed of with this.</param>
/// <param name="body">The answer.</param>
internal sealed class JsonListing(IDisposable owner, Stream body) : IAsyncDisposable
{
    private readonly PrefetchingStream _parts = new(body);
    private int _left;
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

    /// <summary>Takes the elements that have come, waiting for one at least.</summary>
    /// <param name="elements">What takes them.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>False at the end of the listing.</returns>
    /// <exception cref="JsonException">It is not JSON, or ends too early.</exception>
    /// <exception cref="Network.NetworkException">The connection failed.</exception>
    public async Task<bool> ReadAsync(IJsonElements elements, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A repository has about one kilobyte. What is cut off is read again with each part that comes, so it must stay small.
            if (_left > PrefetchingStream.Part)
                throw new JsonException("An element is larger than 256 KB.");
            var part = await _parts.ReadAsync(_left, cancellationToken);
            var isLast = part.Length == _left;
            var (consumed, taken) = Take(part.Span, isLast, elements);
            _left = part.Length - consumed;
            if (taken || isLast)
                return taken;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        owner.Dispose();
    }

    private (int Consumed, bool Taken) Take(ReadOnlySpan<byte> bytes, bool isLast, IJsonElements elements)
    {
        var skipped = 0;
        if (_place == Place.Start)
        {
            if (bytes.Length < 3 && !isLast)
                return (0, false);
            skipped = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
            _place = Place.Before;
        }

        var reader = new ListingReader(bytes[skipped..], isLast, _state);
        var taken = false;
        while (TryStep(ref reader, elements, ref taken))
        {
            // Each step keeps its place.
        }

        if (isLast && _place != Place.After)
            throw new JsonException("The listing has no value.");
        _state = reader.Json.CurrentState;
        return (skipped + reader.Consumed, taken);
    }

    private bool TryStep(ref ListingReader reader, IJsonElements elements, ref bool taken)
    {
        var before = reader;
        if (!reader.Json.Read())
            return false;
        switch (_place)
        {
            case Place.Within when reader.Json.TokenType != JsonTokenType.EndArray:
                if (!elements.TryTake(ref reader))
                {
                    reader = before;
                    return false;
                }

                taken = true;
                break;
            case Place.Within:
                _place = Place.After;
                break;
            case Place.Before when reader.Json.TokenType == JsonTokenType.PropertyName && reader.Json.CurrentDepth == 1 && reader.Json.ValueTextEquals("value"u8):
                _place = Place.AtValue;
                break;
            case Place.AtValue:
                _place = reader.Json.TokenType == JsonTokenType.StartArray ? Place.Within : Place.After;
                break;
        }

        return true;
    }
}

/// <summary>Takes the elements of a <see cref="JsonListing"/>.</summary>
internal interface IJsonElements
{
    /// <summary>Reads one element.</summary>
    /// <param name="reader">At the element's first token; afterwards at its last.</param>
    /// <returns>False when the element is not all there: it will be offered again from its beginning, so nothing of it may be kept.</returns>
    /// <exception cref="JsonException">It is not what was asked for.</exception>
    bool TryTake(ref ListingReader reader);
}
