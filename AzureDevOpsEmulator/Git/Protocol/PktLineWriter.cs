using System.Globalization;
using System.Text;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Writes packets; nothing is flushed to the network before the stream below is.</summary>
internal sealed class PktLineWriter(Stream output)
{
    private static readonly byte[] FlushPacket = "0000"u8.ToArray();
    private static readonly byte[] DelimiterPacket = "0001"u8.ToArray();

    /// <summary>The stream below, for what comes without packets.</summary>
    public Stream Raw => output;

    public ValueTask FlushAsync(CancellationToken ct) => output.WriteAsync(FlushPacket, ct);

    public ValueTask DelimiterAsync(CancellationToken ct) => output.WriteAsync(DelimiterPacket, ct);

    /// <summary>A line of text; its line feed is added.</summary>
    public ValueTask LineAsync(string text, CancellationToken ct) => PacketAsync(Encoding.UTF8.GetBytes(text + "\n"), ct);

    /// <summary>A packet on a side band: 1 is the pack, 2 what the client shows its user.</summary>
    public ValueTask BandAsync(byte band, ReadOnlySpan<byte> data, CancellationToken ct) => PacketAsync([band, .. data], ct);

    private async ValueTask PacketAsync(byte[] body, CancellationToken ct)
    {
        var header = Encoding.ASCII.GetBytes((body.Length + 4).ToString("x4", CultureInfo.InvariantCulture));
        await output.WriteAsync(header, ct);
        await output.WriteAsync(body, ct);
    }
}
