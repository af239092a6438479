using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ConnectWizard.Benchmarks.Circuits;

/// <summary>
/// As much of SignalR's binary messages as a circuit uses: MessagePack with strings, whole numbers, truth values, bytes, lists and empty maps,
/// each message behind its length (SignalR's hub protocol specification; the framework calls this form of it "blazorpack").
/// </summary>
internal static class BlazorPack
{
    /// <summary>The first line of a connection: which protocol is spoken.</summary>
    public static byte[] Handshake { get; } = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    /// <summary>A call of a method of the hub.</summary>
    /// <param name="invocation">Null where no result is wanted.</param>
    /// <param name="target">The method.</param>
    /// <param name="arguments">Strings, longs, booleans and nulls.</param>
    public static byte[] Invocation(string? invocation, string target, params object?[] arguments)
    {
        var body = new ArrayBufferWriter<byte>();
        Write(body, [(byte)0x96, (byte)0x01, (byte)0x80]);
        WriteValue(body, invocation);
        WriteValue(body, target);
        Write(body, [(byte)(0x90 | arguments.Length)]);
        foreach (var argument in arguments)
            WriteValue(body, argument);
        Write(body, [(byte)0x90]);
        return [.. LengthOf(body.WrittenCount), .. body.WrittenSpan];
    }

    /// <summary>Takes one message off the front of what has come.</summary>
    /// <returns>Its values and how many bytes it took; null where it is not all there.</returns>
    public static (IReadOnlyList<object?> Values, int Taken)? Read(ReadOnlySpan<byte> bytes)
    {
        var (length, at) = (0, 0);
        do
        {
            if (at == bytes.Length)
                return null;
            length |= (bytes[at] & 0x7f) << (7 * at);
        }
        while ((bytes[at++] & 0x80) != 0);
        if (bytes.Length - at < length)
            return null;
        var message = bytes.Slice(at, length);
        return ((IReadOnlyList<object?>)ReadValue(ref message)!, at + length);
    }

    private static byte[] LengthOf(int length)
    {
        var bytes = new List<byte>();
        for (; length >= 0x80; length >>= 7)
            bytes.Add((byte)(length | 0x80));
        bytes.Add((byte)length);
        return [.. bytes];
    }

    private static void WriteValue(ArrayBufferWriter<byte> writer, object? value)
    {
        switch (value)
        {
            case null:
                Write(writer, [(byte)0xc0]);
                break;
            case bool truth:
                Write(writer, [(byte)(truth ? 0xc3 : 0xc2)]);
                break;
            case long number:
                var eight = new byte[9];
                eight[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(eight.AsSpan(1), number);
                Write(writer, eight);
                break;
            default:
                var text = Encoding.UTF8.GetBytes((string)value);
                var head = new byte[5];
                head[0] = 0xdb;
                BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), text.Length);
                Write(writer, head);
                Write(writer, text);
                break;
        }
    }

    private static object? ReadValue(ref ReadOnlySpan<byte> bytes)
    {
        var head = Take(ref bytes, 1)[0];
        return head switch
        {
            < 0x80 => (long)head,
            < 0x90 => ReadMap(ref bytes, head & 0x0f),
            < 0xa0 => ReadList(ref bytes, head & 0x0f),
            < 0xc0 => ReadText(ref bytes, head & 0x1f),
            0xc0 => null,
            0xc2 => false,
            0xc3 => true,
            0xc4 => Take(ref bytes, Take(ref bytes, 1)[0]).ToArray(),
            0xc5 => Take(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2))).ToArray(),
            0xc6 => Take(ref bytes, BinaryPrimitives.ReadInt32BigEndian(Take(ref bytes, 4))).ToArray(),
            0xcc => (long)Take(ref bytes, 1)[0],
            0xcd => (long)BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2)),
            0xce => (long)BinaryPrimitives.ReadUInt32BigEndian(Take(ref bytes, 4)),
            0xcf or 0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(ref bytes, 8)),
            0xd0 => (long)(sbyte)Take(ref bytes, 1)[0],
            0xd1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(ref bytes, 2)),
            0xd2 => (long)BinaryPrimitives.ReadInt32BigEndian(Take(ref bytes, 4)),
            0xd9 => ReadText(ref bytes, Take(ref bytes, 1)[0]),
            0xda => ReadText(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2))),
            0xdb => ReadText(ref bytes, BinaryPrimitives.ReadInt32BigEndian(Take(ref bytes, 4))),
            0xdc => ReadList(ref bytes, BinaryPrimitives.ReadUInt16BigEndian(Take(ref bytes, 2))),
            >= 0xe0 => (long)(sbyte)head,
            _ => throw new InvalidDataException($"A value that begins with {head:x2} is not read here."),
        };
    }

    private static object?[] ReadList(ref ReadOnlySpan<byte> bytes, int length)
    {
        var list = new object?[length];
        for (var index = 0; index < length; index++)
            list[index] = ReadValue(ref bytes);
        return list;
    }

    private static object?[] ReadMap(ref ReadOnlySpan<byte> bytes, int length) => ReadList(ref bytes, 2 * length);

    private static string ReadText(ref ReadOnlySpan<byte> bytes, int length) => Encoding.UTF8.GetString(Take(ref bytes, length));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    private static void Write(ArrayBufferWriter<byte> writer, ReadOnlySpan<byte> bytes) => writer.Write(bytes);
}
