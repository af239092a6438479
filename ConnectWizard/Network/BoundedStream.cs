namespace ConnectWizard.Network;

/// <summary>
/// A response's body with an end: it gives up after a number of bytes (counted after decompression, so a small response cannot become a huge
/// one), and when nothing more comes for a while. Its failures are <see cref="NetworkException"/>s.
/// </summary>
public sealed class BoundedStream(Stream body, long maxBytes, TimeSpan idleTimeout, Uri address, TimeProvider time) : Stream
{
    private long _remaining = maxBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = new Deadline(idleTimeout, time, cancellationToken);
        try
        {
            var read = await body.ReadAsync(buffer, limit.Token);
            _remaining -= read;
            return _remaining >= 0
                ? read
                : throw new NetworkException(new NetworkFailure(NetworkFailureKind.TooLarge, address.IdnHost, address.Port));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException || limit.IsOver)
        {
            throw NetworkFailures.Translate(exception, address.IdnHost, address.Port, idleTimeout);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("A body from the network is read asynchronously.");

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            body.Dispose();
        base.Dispose(disposing);
    }
}
