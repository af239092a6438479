using System.Buffers.Binary;

namespace AzureDevOpsEmulator.World.Scale;

/// <summary>Ids that carry a number, so that what they name is found without a search.</summary>
internal static class ScaledId
{
    public const short Project = 1;
    public const short Repository = 2;
    public const short Team = 3;

    /// <summary>Marks our ids; no other id of the world ends so.</summary>
    private const ulong Ending = 0x8CA1_EDF1_EE70_0000;

    public static Guid Of(short kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        BinaryPrimitives.WriteInt16BigEndian(bytes[4..], kind);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], 0x5000);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Ending);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The number of an id of that kind; null for any other id.</summary>
    public static int? NumberOf(short kind, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return Of(kind, number) == id ? number : null;
    }
}
