using System.Buffers;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Reads a body part by part, the next one while the one before is looked at: copying bytes out of the network takes about as long as to
/// understand them, and need not happen on the same core.
/// </summary>
internal sealed class PrefetchingStream(Stream body) : IAsyncDisposable
{
    /// <summary>The most that comes at once, and the most that may be kept of it for the next time.</summary>
    public const int Part = 256 * 1024;

    private readonly CancellationTokenSource _cancellation = new();
    private byte[] _shown = ArrayPool<byte>.Shared.Rent(2 * Part);
    private byte[] _filling = ArrayPool<byte>.Shared.Rent(2 * Part);
    private int _end = Part;
    private Task<int>? _next;

    /// <summary>Waits for more.</summary>
    /// <param name="kept">How many bytes at the end of what was given last belong to what comes next.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The kept bytes and those that have come, until the next call; no more than the kept ones at the end.</returns>
    /// <exception cref="Network.NetworkException">The connection failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int kept, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, Part);
        _next ??= BeginRead();
        var read = await _next.WaitAsync(cancellationToken);
        _shown.AsSpan(_end - kept, kept).CopyTo(_filling.AsSpan(Part - kept));
        (_shown, _filling) = (_filling, _shown);
        _end = Part + read;
        _next = read == 0 ? Task.FromResult(0) : BeginRead();
        return _shown.AsMemory(Part - kept, kept + read);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        if (_next is not null)
            await _next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        ArrayPool<byte>.Shared.Return(_shown, clearArray: true);
        ArrayPool<byte>.Shared.Return(_filling, clearArray: true);
        _cancellation.Dispose();
    }

    private Task<int> BeginRead() => Task.Run(() => body.ReadAsync(_filling.AsMemory(Part, Part), _cancellation.Token).AsTask(), CancellationToken.None);
}
