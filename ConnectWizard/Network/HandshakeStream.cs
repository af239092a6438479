namespace ConnectWizard.Network;

/// <summary>Remembers the first received bytes: unlike the exceptions of TLS libraries, they tell on every operating system why a handshake failed.</summary>
internal sealed class HandshakeStream(Stream inner) : WrappingStream(inner)
{
    // A record's header (5), a handshake's header (4) and the version in it (2).
    private readonly byte[] _first = new byte[11];
    private readonly Stream _inner = inner;
    private int _count;

    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;

    public bool IsOtherProtocol => _count > 0 && _first[0] is not (AlertRecord or HandshakeRecord);

    /// <summary>By an alert (protocol_version, handshake_failure, insufficient_security), or an answer in an old version.</summary>
    public bool HasNothingInCommon => _first[0] switch
    {
        AlertRecord => _count >= 7 && _first[6] is 40 or 70 or 71,
        HandshakeRecord => _count == 11 && (_first[9] << 8 | _first[10]) < 0x0303,
        _ => false,
    };

    public bool IsSilent => _count == 0;

    /// <summary>The beginning of what is not TLS, printable characters only.</summary>
    public string Beginning => new([.. _first.Take(_count).Select(octet => octet is >= 0x20 and < 0x7f ? (char)octet : '.')]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _inner.ReadAsync(buffer, cancellationToken);
        var remembered = Math.Min(read, _first.Length - _count);
        buffer.Span[..remembered].CopyTo(_first.AsSpan(_count));
        _count += remembered;
        return read;
    }
}
