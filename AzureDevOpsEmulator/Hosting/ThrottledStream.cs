namespace AzureDevOpsEmulator.Hosting;

/// <summary>Limits the rate of writes.</summary>
internal sealed class ThrottledStream(Stream inner, int bytesPerSecond, TimeProvider time) : WriteOnlyStream
{
    private readonly long _started = time.GetTimestamp();
    private long _written;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // Twenty chunks a second: a client sees a slow line and not a stuttering one.
        var chunk = Math.Max(1, bytesPerSecond / 20);
        for (; buffer.Length > 0; buffer = buffer[Math.Min(chunk, buffer.Length)..])
        {
            var part = buffer[..Math.Min(chunk, buffer.Length)];
            await inner.WriteAsync(part, cancellationToken);
            await inner.FlushAsync(cancellationToken);
            _written += part.Length;
            var ahead = TimeSpan.FromSeconds((double)_written / bytesPerSecond) - time.GetElapsedTime(_started);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, time, cancellationToken);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
}

internal sealed record NetworkConditions(TimeSpan Delay, int? BytesPerSecond, TimeProvider Time)
{
    /// <summary>Waits, and throttles the response body.</summary>
    public async Task ApplyAsync(HttpContext context)
    {
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, Time, context.RequestAborted);
        if (BytesPerSecond is { } rate)
            context.Response.Body = new ThrottledStream(context.Response.Body, rate, Time);
    }
}

/// <summary>A stream that supports only asynchronous writes.</summary>
internal abstract class WriteOnlyStream : Stream
{
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public abstract override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public abstract override Task FlushAsync(CancellationToken cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
