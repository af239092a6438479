using System.Runtime.InteropServices;

namespace AzureDevOpsEmulator.Git.Protocol;

internal enum PktKind
{
    End,

    /// <summary>0000: ends a message or a list.</summary>
    Flush,

    /// <summary>0001: separates sections in version 2.</summary>
    Delimiter,

    Line,
}

/// <summary>A packet of gitprotocol-common's pkt-line format.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Pkt(PktKind Kind, string Text = "");

/// <summary>Reads text packets, up to 32 MiB in total: about 600,000 object IDs, far more than Git sends.</summary>
internal sealed class PktLineReader(Stream input)
{
    private const int HeaderLength = 4;
    private const int MaxPacketLength = 65520;
    private const int MaxRequestLength = 32 * 1024 * 1024;
    private readonly byte[] _packet = new byte[MaxPacketLength];
    private int _read;

    public async ValueTask<Pkt> ReadAsync(CancellationToken ct)
    {
        var header = await FillAsync(HeaderLength, ct);
        if (header == 0) return new(PktKind.End);
        if (header < HeaderLength) throw new GitProtocolException("The request ends in the middle of a packet's length.");

        var length = Length();
        if (length == 0) return new(PktKind.Flush);
        if (length == 1) return new(PktKind.Delimiter);
        if (length is < HeaderLength or > MaxPacketLength) throw new GitProtocolException($"No packet has the length {length}.");
        if ((_read += length) > MaxRequestLength) throw new GitProtocolException("The request is too long.");

        var body = length - HeaderLength;
        if (await FillAsync(body, ct) < body) throw new GitProtocolException("The request ends in the middle of a packet.");
        return new(PktKind.Line, Encoding.UTF8.GetString(_packet, 0, body).TrimEnd('\n'));
    }

    private ValueTask<int> FillAsync(int count, CancellationToken ct) =>
        input.ReadAtLeastAsync(_packet.AsMemory(0, count), count, throwOnEndOfStream: false, ct);

    private int Length()
    {
        var digits = _packet.AsSpan(0, HeaderLength);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new GitProtocolException("A packet does not begin with four hexadecimal digits.");
    }
}

internal sealed class PktLineWriter(Stream output)
{
    private static readonly byte[] FlushPacket = "0000"u8.ToArray();
    private static readonly byte[] DelimiterPacket = "0001"u8.ToArray();

    public Stream Raw => output;

    public ValueTask FlushAsync(CancellationToken ct) => output.WriteAsync(FlushPacket, ct);

    public ValueTask DelimiterAsync(CancellationToken ct) => output.WriteAsync(DelimiterPacket, ct);

    public ValueTask LineAsync(string text, CancellationToken ct) => PacketAsync(Encoding.UTF8.GetBytes(text + "\n"), ct);

    /// <summary>Without a line feed, which libgit2 would take for a part of the last word.</summary>
    public ValueTask TextAsync(string text, CancellationToken ct) => PacketAsync(Encoding.UTF8.GetBytes(text), ct);

    /// <summary>Side band 1 is the pack, 2 is progress.</summary>
    public ValueTask BandAsync(byte band, ReadOnlySpan<byte> data, CancellationToken ct) => PacketAsync([band, .. data], ct);

    private async ValueTask PacketAsync(byte[] body, CancellationToken ct)
    {
        var header = Encoding.ASCII.GetBytes((body.Length + 4).ToString("x4", CultureInfo.InvariantCulture));
        await output.WriteAsync(header, ct);
        await output.WriteAsync(body, ct);
    }
}
