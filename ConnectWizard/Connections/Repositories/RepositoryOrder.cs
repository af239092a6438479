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

        var added = new int[count - _sorted.Length];
        for (var index = 0; index < added.Length; index++)
        {
            added[index] = _sorted.Length + index;
        }

        var comparer = new RowComparer(blocks, _projectRanks);
        Array.Sort(added, comparer);
        return _sorted = Merge(_sorted, added, comparer);
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

    private static int[] Merge(int[] left, int[] right, RowComparer comparer)
    {
        var merged = new int[left.Length + right.Length];
        var (fromLeft, fromRight) = (0, 0);
        for (var index = 0; index < merged.Length; index++)
        {
            var takeLeft = fromRight == right.Length || (fromLeft < left.Length && comparer.Compare(left[fromLeft], right[fromRight]) <= 0);
            merged[index] = takeLeft ? left[fromLeft++] : right[fromRight++];
        }

        return merged;
    }

    private sealed class RowComparer(RepositoryBlock[] blocks, int[] projectRanks) : IComparer<int>
    {
        public int Compare(int left, int right)
        {
            var (leftBlock, rightBlock) = (blocks[left / RepositoryBlock.Capacity], blocks[right / RepositoryBlock.Capacity]);
            var (leftRow, rightRow) = (left % RepositoryBlock.Capacity, right % RepositoryBlock.Capacity);
            var byProject = projectRanks[leftBlock.Project(leftRow)].CompareTo(projectRanks[rightBlock.Project(rightRow)]);
            if (byProject != 0)
            {
                return byProject;
            }

            var byName = leftBlock.Folded(leftRow).SequenceCompareTo(rightBlock.Folded(rightRow));
            return byName != 0 ? byName : left.CompareTo(right);
        }
    }
}
