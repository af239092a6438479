namespace ConnectWizard.Network;

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
