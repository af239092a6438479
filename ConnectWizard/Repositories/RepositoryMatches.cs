using System.Runtime.InteropServices;

namespace ConnectWizard.Repositories;

/// <summary>The result of a search in display order: projects with their repositories, then projects without any. Rows are made for the visible window.</summary>
public sealed class RepositoryMatches
{
    private readonly RepositorySnapshot _snapshot;
    private readonly int[] _rows;
    private readonly RowGroup[] _groups;
    private readonly int[] _empty;

    internal RepositoryMatches(RepositorySnapshot snapshot, int[] rows, RowGroup[] groups, int[] empty) =>
        (_snapshot, _rows, _groups, _empty) = (snapshot, rows, groups, empty);

    public int Count => _rows.Length;

    public int ProjectCount => _groups.Length;

    public int EmptyCount => _empty.Length;

    /// <summary>Rows to show, headings included.</summary>
    public int Length => _rows.Length + _groups.Length + (_empty.Length == 0 ? 0 : _empty.Length + 1);

    /// <summary>Rows to show without headings: what a keyboard can reach.</summary>
    public int OptionCount => _rows.Length + _empty.Length;

    public ListedRow this[int position]
    {
        get
        {
            var emptyStart = _rows.Length + _groups.Length;
            if (position >= emptyStart)
                return EmptyRow(position, position - emptyStart - 1);
            var group = GroupAt(position);
            var row = position - group - 1;
            return row < _groups[group].Start
                ? new ListedRow(position, ListedKind.ProjectHeading, 0) { Project = _snapshot.Projects[_groups[group].Project], Count = GroupLength(group) }
                : RepositoryRow(position, row);
        }
    }

    /// <summary>Where a row of the snapshot is shown; null when the search did not find it.</summary>
    public int? PositionOf(int row)
    {
        var found = Array.IndexOf(_rows, row);
        if (found < 0)
            return null;
        var group = Array.FindLastIndex(_groups, group => group.Start <= found);
        return found + group + 1;
    }

    internal static RepositoryMatches Every(RepositorySnapshot snapshot)
    {
        var groups = new List<RowGroup>();
        for (var index = 0; index < snapshot.Order.Length; index++)
        {
            var project = snapshot.Rows[snapshot.Order[index]].Project;
            if (groups.Count == 0 || groups[^1].Project != project)
                groups.Add(new RowGroup(project, index));
        }

        return new RepositoryMatches(snapshot, snapshot.Order, [.. groups], [.. Enumerable.Range(0, snapshot.EmptyProjects.Count)]);
    }

    private ListedRow RepositoryRow(int position, int row)
    {
        var repository = _snapshot[_rows[row]];
        return new ListedRow(position, ListedKind.Repository, row + 1) { Row = _rows[row], Project = repository.Project, Repository = repository };
    }

    private ListedRow EmptyRow(int position, int empty)
    {
        if (empty < 0)
            return new ListedRow(position, ListedKind.EmptyHeading, 0) { Count = _empty.Length };
        var found = _snapshot.EmptyProjects[_empty[empty]];
        return new ListedRow(position, ListedKind.ProjectWithoutRepositories, _rows.Length + empty + 1) { Project = found.Project, Reason = found.Reason };
    }

    private int GroupLength(int group) => (group + 1 < _groups.Length ? _groups[group + 1].Start : _rows.Length) - _groups[group].Start;

    /// <summary>The last group whose heading is at or above a position: the heading of group n stands n rows below its first row.</summary>
    private int GroupAt(int position)
    {
        var (low, high) = (0, _groups.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _groups[middle].Start + middle <= position ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}

/// <param name="Project">The project's position in the snapshot.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowGroup(int Project, int Start);

/// <param name="Ordinal">Its number among the rows that are no headings, from 1; 0 for a heading.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ListedRow(int Position, ListedKind Kind, int Ordinal)
{
    /// <summary>Its row in the snapshot, for <see cref="ListedKind.Repository"/>.</summary>
    public int Row { get; init; }

    /// <summary>The project; null for <see cref="ListedKind.EmptyHeading"/>.</summary>
    public ListedProject? Project { get; init; }

    public ListedRepository? Repository { get; init; }
    public ProjectWithoutRepositoriesReason Reason { get; init; }

    /// <summary>How many rows follow, for a heading.</summary>
    public int Count { get; init; }
}

public enum ListedKind
{
    ProjectHeading,
    Repository,
    EmptyHeading,
    ProjectWithoutRepositories,
}
