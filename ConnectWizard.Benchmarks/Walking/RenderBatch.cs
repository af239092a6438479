using System.Buffers.Binary;
using System.Text;

namespace ConnectWizard.Benchmarks.Walking;

/// <summary>As much of what a circuit renders as an event needs: which handler an attribute has (RenderBatchWriter and RenderTreeFrame of ASP.NET Core).</summary>
internal static class RenderBatch
{
    private const int FrameSize = 20;
    private const int AttributeFrame = 3;

    /// <summary>The handlers of a batch, in order: the last one of a name is the present one.</summary>
    public static IEnumerable<(string Name, long Handler)> HandlersIn(byte[] batch)
    {
        var frames = Number(batch, batch.Length - 16);
        for (int index = 0, count = Number(batch, frames); index < count; index++)
        {
            var frame = frames + 4 + (index * FrameSize);
            var handler = Number(batch, frame) == AttributeFrame ? BinaryPrimitives.ReadInt64LittleEndian(batch.AsSpan(frame + 12)) : 0;
            if (handler != 0)
                yield return (Text(batch, Number(batch, frame + 4)), handler);
        }
    }

    private static int Number(byte[] batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch.AsSpan(at));

    private static string Text(byte[] batch, int index)
    {
        var (at, length, shift) = (Number(batch, Number(batch, batch.Length - 4) + (4 * index)), 0, 0);
        do
        {
            length |= (batch[at] & 0x7f) << shift;
            shift += 7;
        }
        while ((batch[at++] & 0x80) != 0);
        return Encoding.UTF8.GetString(batch, at, length);
    }
}
