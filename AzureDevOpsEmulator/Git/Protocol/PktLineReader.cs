using System.Globalization;
using System.Text;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Reads packets of text, up to 32 MiB in all: about 600,000 objects named, far more than Git sends at once.</summary>
internal sealed class PktLineReader(Stream input)
{
    private const int HeaderLength = 4;
    private const int LongestPacket = 65520;
    private const int LongestRequest = 32 * 1024 * 1024;

    private readonly byte[] _packet = new byte[LongestPacket];
    private int _read;

    /// <exception cref="GitProtocolException">A length that is none, too much data, or an end in the middle of a packet.</exception>
    public async ValueTask<Pkt> ReadAsync(CancellationToken ct)
    {
        var header = await FillAsync(HeaderLength, ct);
        if (header == 0) return new(PktKind.End);
        if (header < HeaderLength) throw new GitProtocolException("The request ends in the middle of a packet's length.");

        var length = Length();
        if (length == 0) return new(PktKind.Flush);
        if (length == 1) return new(PktKind.Delimiter);
        if (length is < HeaderLength or > LongestPacket) throw new GitProtocolException($"No packet has the length {length}.");
        if ((_read += length) > LongestRequest) throw new GitProtocolException("The request is too long.");

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
