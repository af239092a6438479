using System.Text;

namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>Cuts a pack into packets on side band 1, with remarks to the user on side band 2 between them.</summary>
internal sealed class SideBand(PktLineWriter writer, int longestPacket) : Stream
{
    /// <summary>The longest packets of <c>side-band-64k</c> and of the older <c>side-band</c>.</summary>
    public const int Wide = 65520, Narrow = 1000;

    private readonly byte[] _pending = new byte[longestPacket - 5];
    private int _count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public ValueTask RemarkAsync(string text, CancellationToken ct) => writer.BandAsync(2, Encoding.UTF8.GetBytes(text + "\n"), ct);

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

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
