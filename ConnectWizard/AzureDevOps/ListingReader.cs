using System.Text.Json;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Reads one unbroken piece of a listing, token by token. A value that is to the letter the same as one that was read before, at the same place
/// of another element, need not be read: it can only mean the same.
/// </summary>
internal ref struct ListingReader(ReadOnlySpan<byte> bytes, bool isLast, JsonReaderState state)
{
    /// <summary>The tokens.</summary>
    public Utf8JsonReader Json = new(bytes, isLast, state);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly bool _isLast = isLast;
    private int _begin;

    /// <summary>How many bytes were read.</summary>
    public readonly int Consumed => _begin + (int)Json.BytesConsumed;

    /// <summary>Where the present token begins.</summary>
    public readonly int Place => _begin + (int)Json.TokenStartIndex;

    /// <summary>In a value that began at <paramref name="place"/>: passes over it when it is what was seen before. The present token is its last then.</summary>
    public bool TryPass(int place, CachedValue seen)
    {
        if (seen.Bytes.IsEmpty || !_bytes[place..].StartsWith(seen.Bytes))
            return false;
        _begin = place + seen.Bytes.Length;
        Json = new Utf8JsonReader(_bytes[_begin..], _isLast, seen.After);
        return true;
    }

    /// <summary>At the last token of a value that began at <paramref name="place"/>: keeps it, to know it again.</summary>
    public readonly void Keep(int place, CachedValue seen) => seen.Set(_bytes[place..Consumed], Json.CurrentState);
}

/// <summary>A value of a listing as it came off the wire.</summary>
internal sealed class CachedValue
{
    /// <summary>What is longer is read each time.</summary>
    private const int MaxLength = 1024;

    private byte[] _bytes = [];

    /// <summary>Its bytes; none when nothing is kept.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Where the reading stands behind it.</summary>
    public JsonReaderState After { get; private set; }

    public void Set(ReadOnlySpan<byte> bytes, JsonReaderState after)
    {
        _bytes = bytes.Length <= MaxLength ? bytes.ToArray() : [];
        After = after;
    }
}
