using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ConnectWizard.Connections.Repositories;

/// <summary>
/// The rows by project and then by name, kept sorted while they arrive: new rows are sorted and merged into what is sorted already, for to
/// sort 100,000 rows ten times a second would cost more than to read them.
/// </summary>
internal sealed class RepositoryOrder
{
    private int[] _sorted = [];
    private int[] _projectRanks = [];

    /// <summary>The order of the first <paramref name="count"/> rows; the array belongs to the caller and is not changed any more.</summary>
    public int[] Extend(RepositoryBlock[] blocks, ReadOnlySpan<ListedProject> projects, int count)
    {
        if (projects.Length != _projectRanks.Length)
        {
            _projectRanks = Rank(projects.ToArray());
        }

        if (count == _sorted.Length)
        {
            return _sorted;
        }

        var rows = new Rows(blocks, _projectRanks);
        var added = new RowKey[count - _sorted.Length];
        for (var index = 0; index < added.Length; index++)
        {
            added[index] = rows.KeyOf(_sorted.Length + index);
        }

        added.AsSpan().Sort(rows.Compare);
        return _sorted = Merge(_sorted, added, rows);
    }

    private static int[] Rank(ListedProject[] projects)
    {
        var order = Enumerable.Range(0, projects.Length).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var byName = string.CompareOrdinal(projects[left].Folded, projects[right].Folded);
            return byName != 0 ? byName : left.CompareTo(right);
        });
        var ranks = new int[projects.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }

    private static int[] Merge(int[] left, RowKey[] right, Rows rows)
    {
        var merged = new int[left.Length + right.Length];
        var (fromLeft, fromRight) = (0, 0);
        for (var index = 0; index < merged.Length; index++)
        {
            var takeLeft = fromRight == right.Length || (fromLeft < left.Length && rows.Compare(rows.KeyOf(left[fromLeft]), right[fromRight]) <= 0);
            merged[index] = takeLeft ? left[fromLeft++] : right[fromRight++].Row;
        }

        return merged;
    }

    /// <summary>What a row is sorted by, near at hand: most comparisons end before its name has to be fetched.</summary>
    /// <param name="Project">The project's rank.</param>
    /// <param name="Beginning">The first eight bytes of the folded name, the first one highest.</param>
    /// <param name="Row">The row.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct RowKey(int Project, ulong Beginning, int Row);

    private sealed class Rows(RepositoryBlock[] blocks, int[] projectRanks)
    {
        public RowKey KeyOf(int row)
        {
            var (block, index) = (blocks[row / RepositoryBlock.Capacity], row % RepositoryBlock.Capacity);
            var name = block.Folded(index);
            Span<byte> beginning = stackalloc byte[sizeof(ulong)];
            beginning.Clear();
            name[..Math.Min(name.Length, beginning.Length)].CopyTo(beginning);
            return new RowKey(projectRanks[block.Project(index)], BinaryPrimitives.ReadUInt64BigEndian(beginning), row);
        }

        public int Compare(RowKey left, RowKey right)
        {
            var byProject = left.Project.CompareTo(right.Project);
            if (byProject != 0)
            {
                return byProject;
            }

            var byBeginning = left.Beginning.CompareTo(right.Beginning);
            var byName = byBeginning != 0 ? byBeginning : NameOf(left.Row).SequenceCompareTo(NameOf(right.Row));
            return byName != 0 ? byName : left.Row.CompareTo(right.Row);
        }

        private ReadOnlySpan<byte> NameOf(int row) => blocks[row / RepositoryBlock.Capacity].Folded(row % RepositoryBlock.Capacity);
    }
}
