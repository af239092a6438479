using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ConnectWizard.Repositories;

/// <summary>
/// The rows by project and then by name, kept sorted while they arrive: new rows are sorted within their project and merged into what is sorted
/// of it already, for to sort 100,000 rows ten times a second would cost more than to read them. Most projects are copied as they are.
/// </summary>
internal sealed class RepositoryOrder
{
    private int[] _sorted = [];
    private Group[] _groups = [];
    private int[] _byName = [];

    /// <summary>The order of the first <paramref name="count"/> rows; the array belongs to the caller and is not changed any more.</summary>
    public int[] Extend(RepositoryBlock[] blocks, ReadOnlySpan<ListedProject> projects, int count)
    {
        if (projects.Length != _byName.Length)
        {
            _byName = ByName(projects.ToArray());
            Array.Resize(ref _groups, projects.Length);
        }

        if (count == _sorted.Length)
            return _sorted;

        var rows = new Rows(blocks);
        var (added, addedGroups) = rows.InGroups(_sorted.Length, count, projects.Length);
        var sorted = new int[count];
        var end = 0;
        foreach (var project in _byName)
        {
            var before = _groups[project].Of(_sorted);
            var more = addedGroups[project].Of(added);
            more.Sort(rows.Compare);
            _groups[project] = new Group(end, before.Length + more.Length);
            Merge(before, more, _groups[project].Of(sorted), rows);
            end += _groups[project].Length;
        }

        return _sorted = sorted;
    }

    /// <summary>The projects in their order.</summary>
    private static int[] ByName(ListedProject[] projects)
    {
        var order = Enumerable.Range(0, projects.Length).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var byName = string.CompareOrdinal(projects[left].Folded, projects[right].Folded);
            return byName != 0 ? byName : left.CompareTo(right);
        });
        return order;
    }

    private static void Merge(ReadOnlySpan<int> left, ReadOnlySpan<RowKey> right, Span<int> merged, Rows rows)
    {
        var (fromLeft, fromRight) = (0, 0);
        while (fromLeft < left.Length && fromRight < right.Length)
        {
            var takeLeft = rows.Compare(rows.KeyOf(left[fromLeft]), right[fromRight]) <= 0;
            merged[fromLeft + fromRight] = takeLeft ? left[fromLeft] : right[fromRight].Row;
            (fromLeft, fromRight) = takeLeft ? (fromLeft + 1, fromRight) : (fromLeft, fromRight + 1);
        }

        left[fromLeft..].CopyTo(merged[(fromLeft + fromRight)..]);
        for (; fromRight < right.Length; fromRight++)
            merged[left.Length + fromRight] = right[fromRight].Row;
    }

    /// <summary>Where the rows of a project stand.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Group(int Start, int Length)
    {
        public Span<T> Of<T>(T[] all) => all.AsSpan(Start, Length);
    }

    /// <summary>What a row is sorted by within its project, near at hand: most comparisons end before its name has to be fetched.</summary>
    /// <param name="Beginning">The first eight bytes of the folded name, the first one highest.</param>
    /// <param name="Row">The row.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct RowKey(ulong Beginning, int Row);

    private sealed class Rows(RepositoryBlock[] blocks)
    {
        public RowKey KeyOf(int row)
        {
            var name = NameOf(row);
            Span<byte> beginning = stackalloc byte[sizeof(ulong)];
            beginning.Clear();
            name[..Math.Min(name.Length, beginning.Length)].CopyTo(beginning);
            return new RowKey(BinaryPrimitives.ReadUInt64BigEndian(beginning), row);
        }

        /// <summary>The rows from one to another, those of a project beside each other and in their order.</summary>
        public (RowKey[] Keys, Group[] Groups) InGroups(int from, int to, int projects)
        {
            var groups = new Group[projects];
            for (var row = from; row < to; row++)
            {
                ref var group = ref groups[ProjectOf(row)];
                group = group with { Length = group.Length + 1 };
            }

            var start = 0;
            foreach (ref var group in groups.AsSpan())
                (group, start) = (new Group(start, 0), start + group.Length);

            var keys = new RowKey[to - from];
            for (var row = from; row < to; row++)
            {
                ref var group = ref groups[ProjectOf(row)];
                keys[group.Start + group.Length] = KeyOf(row);
                group = group with { Length = group.Length + 1 };
            }

            return (keys, groups);
        }

        public int Compare(RowKey left, RowKey right)
        {
            var byBeginning = left.Beginning.CompareTo(right.Beginning);
            var byName = byBeginning != 0 ? byBeginning : NameOf(left.Row).SequenceCompareTo(NameOf(right.Row));
            return byName != 0 ? byName : left.Row.CompareTo(right.Row);
        }

        private int ProjectOf(int row) => blocks[row / RepositoryBlock.Capacity].Project(row % RepositoryBlock.Capacity);

        private ReadOnlySpan<byte> NameOf(int row) => blocks[row / RepositoryBlock.Capacity].Folded(row % RepositoryBlock.Capacity);
    }
}
