namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>The end of every fetch response: the pack in the framing that the client supports.</summary>
internal static class PackResponse
{
    /// <param name="longestPacket">A maximum of <see cref="SideBand"/>; null for a client without side bands.</param>
    public static async Task WriteAsync(
        GitRepository repository,
        FetchRequest request,
        ShallowBoundary boundary,
        int? longestPacket,
        PktLineWriter writer,
        CancellationToken ct)
    {
        var ids = PackSelection.Of(repository, request, boundary);
        if (longestPacket is not { } longest)
        {
            await PackWriter.WriteAsync(repository.Objects, ids, writer.Raw, ct);
            return;
        }

        await using var band = new SideBand(writer, longest);
        if (!request.NoProgress)
            await band.WriteProgressAsync(string.Create(CultureInfo.InvariantCulture, $"Found {ids.Count} objects to send."), ct);
        await PackWriter.WriteAsync(repository.Objects, ids, band, ct);
        await band.FlushAsync(ct);
        await writer.FlushAsync(ct);
    }
}

/// <summary>Splits a pack into packets on side band 1. Progress messages use side band 2.</summary>
internal sealed class SideBand(PktLineWriter writer, int maxPacketLength) : WriteOnlyStream
{
    /// <summary>For <c>side-band-64k</c> and for <c>side-band</c>.</summary>
    public const int MaxLength64k = 65520, MaxLength = 1000;
    private readonly byte[] _pending = new byte[maxPacketLength - 5];
    private int _count;

    public ValueTask WriteProgressAsync(string text, CancellationToken ct) => writer.BandAsync(2, Encoding.UTF8.GetBytes(text + "\n"), ct);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var part = buffer[..Math.Min(buffer.Length, _pending.Length - _count)];
            part.CopyTo(_pending.AsMemory(_count));
            _count += part.Length;
            buffer = buffer[part.Length..];
            if (_count == _pending.Length) await FlushAsync(cancellationToken);
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_count > 0) await writer.BandAsync(1, _pending.AsSpan(0, _count), cancellationToken);
        _count = 0;
    }
}
