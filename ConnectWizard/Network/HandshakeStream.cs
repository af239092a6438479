namespace ConnectWizard.Network;

/// <summary>
/// Passes everything through and remembers the first bytes that the other side sent: what they are tells why a handshake failed, in
/// the same words on every operating system, where the exceptions of TLS libraries do not.
/// </summary>
internal sealed class HandshakeStream(Stream inner) : Stream
{
    // A record's header (5), a handshake's header (4) and the version in it (2).
    private readonly byte[] _first = new byte[11];
    private int _count;

    private const byte AlertRecord = 0x15;
    private const byte HandshakeRecord = 0x16;

    /// <summary>The other side spoke, and no TLS.</summary>
    public bool IsOtherProtocol => _count > 0 && _first[0] is not (AlertRecord or HandshakeRecord);

    /// <summary>
    /// The other side said that there is nothing in common: by an alert (protocol_version, handshake_failure, insufficient_security) or by
    /// answering in an old version.
    /// </summary>
    public bool HasNothingInCommon => _first[0] switch
    {
        AlertRecord => _count >= 7 && _first[6] is 40 or 70 or 71,
        HandshakeRecord => _count == 11 && (_first[9] << 8 | _first[10]) < 0x0303,
        _ => false,
    };

    /// <summary>The other side closed without a word.</summary>
    public bool IsSilent => _count == 0;

    /// <summary>The beginning of what is not TLS, printable characters only.</summary>
    public string Beginning => new([.. _first.Take(_count).Select(octet => octet is >= 0x20 and < 0x7f ? (char)octet : '.')]);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        var remembered = Math.Min(read, _first.Length - _count);
        buffer.Span[..remembered].CopyTo(_first.AsSpan(_count));
        _count += remembered;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
