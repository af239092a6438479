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

/// <summary>What a response may take.</summary>
/// <param name="MaxBytes">After decompression.</param>
/// <param name="IdleTimeout">Between two reads.</param>
public sealed record ReadLimits(long MaxBytes, TimeSpan IdleTimeout)
{
    /// <summary>For the whole body: one that drips is never idle.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Shared by all the responses of one reading; null where there is one response.</summary>
    public ReadBudget? Budget { get; init; }
}

/// <summary>The bytes, after decompression, of all the responses of one reading together. Each of them is read after the other.</summary>
public sealed class ReadBudget(long maxBytes)
{
    private long _remaining = maxBytes;

    public long MaxBytes { get; } = maxBytes;

    /// <returns>False when it is used up.</returns>
    public bool TryTake(long bytes) => (_remaining -= bytes) >= 0;
}

/// <summary>A response's body within its limits. It fails with a <see cref="NetworkException"/>.</summary>
public sealed class BoundedStream(Stream body, ReadLimits limits, Uri address, TimeProvider time) : WrappingStream(body)
{
    private readonly Stream _body = body;
    private readonly long _startedAt = time.GetTimestamp();
    private readonly ReadBudget[] _budgets = limits.Budget is { } shared ? [new(limits.MaxBytes), shared] : [new(limits.MaxBytes)];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var timeout = TimeoutOfRead();
        using var limit = new Deadline(timeout < TimeSpan.Zero ? TimeSpan.Zero : timeout, time, cancellationToken);
        try
        {
            var read = await _body.ReadAsync(buffer, limit.Token);
            foreach (var budget in _budgets)
            {
                if (!budget.TryTake(read))
                    throw new NetworkException(new NetworkFailure(NetworkFailureKind.TooLarge, address.IdnHost, address.Port) { MaxBytes = budget.MaxBytes });
            }

            return read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException || IsBrokenBrotli(exception) || limit.IsOver)
        {
            throw NetworkFailures.Translate(exception, address.IdnHost, address.Port, timeout < limits.IdleTimeout ? limits.Timeout : limits.IdleTimeout);
        }
    }

    private TimeSpan TimeoutOfRead()
    {
        var left = limits.Timeout - time.GetElapsedTime(_startedAt);
        return left < limits.IdleTimeout ? left.Value : limits.IdleTimeout;
    }

    // BrotliStream does not throw InvalidDataException, as the other decoders do.
    private static bool IsBrokenBrotli(Exception exception) => exception is InvalidOperationException and not ObjectDisposedException;
}
