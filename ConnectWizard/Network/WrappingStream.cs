namespace ConnectWizard.Network;

/// <summary>A stream over another one, which it owns; derived classes change the reading.</summary>
public abstract class WrappingStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("What comes from the network is read asynchronously.");

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A response's body, bounded in bytes after decompression and in the time between two reads. It fails with a <see cref="NetworkException"/>.</summary>
public sealed class BoundedStream(Stream body, long maxBytes, TimeSpan idleTimeout, Uri address, TimeProvider time) : WrappingStream(body)
{
    private readonly Stream _body = body;
    private long _remaining = maxBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = new Deadline(idleTimeout, time, cancellationToken);
        try
        {
            var read = await _body.ReadAsync(buffer, limit.Token);
            _remaining -= read;
            return _remaining >= 0
                ? read
                : throw new NetworkException(new NetworkFailure(NetworkFailureKind.TooLarge, address.IdnHost, address.Port));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException || IsBrokenBrotli(exception) || limit.IsOver)
        {
            throw NetworkFailures.Translate(exception, address.IdnHost, address.Port, idleTimeout);
        }
    }

    // BrotliStream does not throw InvalidDataException, as the other decoders do.
    private static bool IsBrokenBrotli(Exception exception) => exception is InvalidOperationException and not ObjectDisposedException;
}
