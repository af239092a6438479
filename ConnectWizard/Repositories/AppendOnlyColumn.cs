using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConnectWizard.Repositories;

/// <summary>
/// Items that are only ever added. They lie in pieces of at most 64 kB, so nothing large is copied when it grows, and the garbage collector can move them
/// together. What a view covers never changes.
/// </summary>
internal sealed class AppendOnlyColumn<T>
{
    private const int InitialLength = 16;

    private readonly List<T[]> _pieces = [];

    public int Count { get; private set; }

    /// <summary>What it has taken, the rest of its last piece included.</summary>
    public long ByteCount { get; private set; }

    public T this[int index] => _pieces[index / ColumnView<T>.PieceLength][index % ColumnView<T>.PieceLength];

    /// <summary>Adds items that stay together: where they don't fit the rest of a piece, they begin the next one, which is as long as they need.</summary>
    /// <returns>Where they begin.</returns>
    public int Add(params ReadOnlySpan<T> items)
    {
        var start = Count % ColumnView<T>.PieceLength + items.Length > ColumnView<T>.PieceLength ? NextPiece(Count) : Count;
        var (piece, offset) = Math.DivRem(start, ColumnView<T>.PieceLength);
        if (piece == _pieces.Count)
            _pieces.Add([]);
        Grow(piece, offset + items.Length);
        items.CopyTo(_pieces[piece].AsSpan(offset));
        Count = items.Length > ColumnView<T>.PieceLength ? NextPiece(start) : start + items.Length;
        return start;
    }

    /// <param name="isLast">Nothing more will be added: spare room is given up.</param>
    public ColumnView<T> View(bool isLast = false)
    {
        if (isLast && Count % ColumnView<T>.PieceLength is > 0 and var used)
            Resize(_pieces.Count - 1, used);
        return new ColumnView<T>([.. _pieces], Count, ByteCount);
    }

    private static int NextPiece(int index) => (index + ColumnView<T>.PieceLength) / ColumnView<T>.PieceLength * ColumnView<T>.PieceLength;

    /// <summary>The first piece begins small, because most lists are.</summary>
    private void Grow(int piece, int needed)
    {
        var length = _pieces[piece].Length;
        if (needed <= length)
            return;
        var larger = piece == 0 ? Math.Min(Math.Max(2 * length, InitialLength), ColumnView<T>.PieceLength) : ColumnView<T>.PieceLength;
        Resize(piece, Math.Max(larger, needed));
    }

    private void Resize(int piece, int length)
    {
        ref var items = ref CollectionsMarshal.AsSpan(_pieces)[piece];
        ByteCount += ((long)length - items.Length) * Unsafe.SizeOf<T>();
        Array.Resize(ref items, length);
    }
}

/// <summary>The items that a column had at a time.</summary>
internal readonly struct ColumnView<T>(T[][] pieces, int count, long byteCount)
{
    private const int MaxPieceBytes = 64 * 1024;

    /// <summary>A power of 2.</summary>
    public static readonly int PieceLength = (int)BitOperations.RoundUpToPowerOf2((uint)(MaxPieceBytes / Unsafe.SizeOf<T>() / 2 + 1));

    public int Count => count;

    public long ByteCount => byteCount;

    public ref readonly T this[int index] => ref pieces[index / PieceLength][index % PieceLength];

    /// <summary>Items that were added together.</summary>
    public ReadOnlySpan<T> Slice(int start, int length) => length == 0 ? [] : pieces[start / PieceLength].AsSpan(start % PieceLength, length);

    public IEnumerable<T> AsEnumerable()
    {
        for (var index = 0; index < count; index++)
            yield return pieces[index / PieceLength][index % PieceLength];
    }
}
