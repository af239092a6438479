using System.Buffers.Binary;
using System.IO.Compression;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Writes a pack of version 2 (gitformat-pack): whole compressed objects, no deltas.</summary>
internal sealed class PackWriter : IDisposable
{
    private static ReadOnlySpan<byte> EmptyZlibStream => [0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
    private readonly Stream _output;

    private PackWriter(Stream output) => _output = output;

    public static async Task WriteAsync(GitObjectStore objects, IReadOnlyList<ObjectId> ids, Stream output, CancellationToken ct)
    {
        using var pack = new PackWriter(output);
        await pack.WriteAsync(Header(ids.Count), ct);
        foreach (var id in ids)
        {
            var value = objects.Get(id);
            await pack.WriteAsync(ObjectHeader(value), ct);
            await pack.WriteAsync(Compress(value.Content.Span), ct);
        }

        await output.WriteAsync(pack._hash.GetHashAndReset(), ct);
    }

    public void Dispose() => _hash.Dispose();

    private static byte[] Header(int count)
    {
        var header = new byte[12];
        "PACK"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), (uint)count);
        return header;
    }

    /// <summary>Kind and size, the size from its lowest bits: four in the first byte, seven in each following one.</summary>
    private static byte[] ObjectHeader(GitObject value)
    {
        var size = value.Content.Length;
        var header = new List<byte> { (byte)(((int)value.Kind << 4) | (size & 0x0F)) };
        for (size >>= 4; size > 0; size >>= 7)
        {
            header[^1] |= 0x80;
            header.Add((byte)(size & 0x7F));
        }

        return [.. header];
    }

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return EmptyZlibStream.ToArray(); // ZLibStream writes nothing at all for it
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(content);
        return compressed.ToArray();
    }

    private ValueTask WriteAsync(byte[] data, CancellationToken ct)
    {
        _hash.AppendData(data);
        return _output.WriteAsync(data, ct);
    }
}
