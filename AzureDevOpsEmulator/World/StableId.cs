using System.Buffers.Binary;

namespace AzureDevOpsEmulator.World;

/// <summary>IDs that are the same at every start: a GUID from a path of names (as UUID version 5, with SHA-256 instead of SHA-1).</summary>
internal static class StableId
{
    public static Guid For(params ReadOnlySpan<string> path)
    {
        var text = "SpaceTech/" + string.Join('/', path).Normalize(NormalizationForm.FormC);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A number below <paramref name="limit"/>, as stable as the IDs.</summary>
    public static int Number(int limit, params ReadOnlySpan<string> path)
    {
        Span<byte> bytes = stackalloc byte[16];
        For(path).TryWriteBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes) % (uint)limit);
    }
}
