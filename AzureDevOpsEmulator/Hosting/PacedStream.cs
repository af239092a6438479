namespace AzureDevOpsEmulator.Hosting;

/// <summary>Hands on what is written, no faster than so many bytes a second. It is written to asynchronously only.</summary>
internal sealed class PacedStream(Stream inner, int bytesPerSecond, TimeProvider time) : Stream
{
    private readonly long _started = time.GetTimestamp();
    private long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Twenty pieces a second: a client sees a slow line and not a stuttering one.
        var piece = Math.Max(1, bytesPerSecond / 20);
        for (; buffer.Length > 0; buffer = buffer[Math.Min(piece, buffer.Length)..])
        {
            var part = buffer[..Math.Min(piece, buffer.Length)];
            await inner.WriteAsync(part, cancellationToken);
            await inner.FlushAsync(cancellationToken);
            _written += part.Length;
            var ahead = TimeSpan.FromSeconds((double)_written / bytesPerSecond) - time.GetElapsedTime(_started);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, time, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
