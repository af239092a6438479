using System.Runtime.InteropServices;
using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>The table that one thread reads a listing into, row by row, while others look at snapshots of it.</summary>
/// <param name="maxTextBytes">The bytes of all names together.</param>
internal sealed class RepositoryTable(int maxRows = RepositoryTable.MaxRows, long maxTextBytes = RepositoryTable.MaxTextBytes)
{
    internal const int MaxRows = 1_000_000;
    internal const long MaxTextBytes = RepositoryCatalog.MaxBytes;

    /// <summary>An entry of a dictionary, and the object that it leads to.</summary>
    private const int EntryBytes = 100;

    private readonly AppendOnlyColumn<RepositoryRow> _rows = new();
    private readonly AppendOnlyColumn<byte> _text = new();
    private readonly AppendOnlyColumn<ListedProject> _projects = new();
    private readonly AppendOnlyColumn<string> _branches = new();
    private readonly Dictionary<Guid, int> _projectOf = [];
    private readonly Dictionary<string, int> _branchOf = new(StringComparer.Ordinal);
    private int[] _order = [];
    private int[] _projectRanks = [];
    private long _names;
    private long _otherText;

    public int Count => _rows.Count;

    /// <summary>True when nothing more is taken.</summary>
    public bool IsFull => Count >= maxRows || _names + _otherText >= maxTextBytes;

    /// <summary>What it keeps in memory, the orders of its rows included.</summary>
    public long ByteCount => _rows.ByteCount + _text.ByteCount + _otherText + EntryBytes * (_projects.Count + _branches.Count) + 2L * sizeof(int) * Count;

    public bool HasProject(Guid project) => _projectOf.ContainsKey(project);

    public void Add(Repository repository)
    {
        var folded = SearchText.Fold(repository.Name);
        var name = Encoding.UTF8.GetBytes(repository.Name);
        byte[] text = folded == repository.Name ? name : [.. name, .. Encoding.UTF8.GetBytes(folded)];
        _names += text.Length;
        var (project, branch) = (ProjectOf(repository), BranchOf(repository.DefaultBranch));
        _rows.Add(new RepositoryRow(repository.Id, project, branch, AvailabilityOf(repository), _text.Add(text), name.Length, text.Length - name.Length));
    }

    /// <param name="isLast">Nothing more will be added, so spare room is given up.</param>
    /// <param name="isComplete">All was added: the rows are sorted, once.</param>
    public RepositorySnapshot Snapshot(bool isLast = false, bool isComplete = false)
    {
        var order = isComplete ? Sort(0) : _order = Arrange();
        return new RepositorySnapshot(_rows.View(isLast), _text.View(isLast), _projects.View(isLast), _branches.View(isLast), order);
    }

    private static RepositoryAvailability AvailabilityOf(Repository repository) =>
        repository.ProjectState == ProjectState.Deleted ? RepositoryAvailability.ProjectDeleted
        : repository.ProjectState == ProjectState.NotReady ? RepositoryAvailability.ProjectNotReady
        : repository.IsDisabled ? RepositoryAvailability.Disabled
        : repository.IsInMaintenance ? RepositoryAvailability.InMaintenance
        : string.IsNullOrEmpty(repository.DefaultBranch) ? RepositoryAvailability.Empty
        : RepositoryAvailability.Available;

    private int ProjectOf(Repository repository)
    {
        if (_projectOf.TryGetValue(repository.ProjectId, out var index))
            return index;
        index = _projects.Count;
        _projectOf.Add(repository.ProjectId, index);
        var project = new ListedProject(repository.ProjectId, repository.Project) { State = repository.ProjectState };
        _projects.Add(project);
        _otherText += project.ByteCount;
        return index;
    }

    private int BranchOf(string? branch)
    {
        if (string.IsNullOrEmpty(branch))
            return -1;
        if (_branchOf.TryGetValue(branch, out var index))
            return index;
        index = _branches.Count;
        _branchOf.Add(branch, index);
        _branches.Add(branch);
        _otherText += 2L * branch.Length;
        return index;
    }

    /// <summary>So that rows that are shown stay where they are: new ones follow those of their project, and new projects come last.</summary>
    private int[] Arrange() => _order.Length == Count ? _order : GroupByProject(_order, Sort(_order.Length));

    /// <summary>The rows from one on, by project and name.</summary>
    private int[] Sort(int start)
    {
        RankProjects();
        var rows = Enumerable.Range(start, Count - start).ToArray();
        var text = _text.View();
        Array.Sort(rows, (left, right) => Compare(text, left, right));
        return rows;
    }

    /// <summary>Projects in the order in which they come first.</summary>
    private int[] GroupByProject(int[] shown, int[] added)
    {
        var (counts, projects) = (new int[_projects.Count], new List<int>());
        foreach (var row in shown.Concat(added))
        {
            if (counts[_rows[row].Project]++ == 0)
                projects.Add(_rows[row].Project);
        }

        var (next, sum) = (new int[counts.Length], 0);
        foreach (var project in projects)
            (next[project], sum) = (sum, sum + counts[project]);
        var grouped = new int[shown.Length + added.Length];
        foreach (var row in shown.Concat(added))
            grouped[next[_rows[row].Project]++] = row;
        return grouped;
    }

    private void RankProjects()
    {
        if (_projectRanks.Length == _projects.Count)
            return;
        var byName = Enumerable.Range(0, _projects.Count).OrderBy(project => _projects[project].Folded, StringComparer.Ordinal).ToList();
        _projectRanks = new int[byName.Count];
        for (var rank = 0; rank < byName.Count; rank++)
            _projectRanks[byName[rank]] = rank;
    }

    private int Compare(ColumnView<byte> text, int left, int right)
    {
        var (one, other) = (_rows[left], _rows[right]);
        var byProject = _projectRanks[one.Project].CompareTo(_projectRanks[other.Project]);
        if (byProject != 0)
            return byProject;
        var byName = one.FoldedIn(text).SequenceCompareTo(other.FoldedIn(text));
        return byName != 0 ? byName : left.CompareTo(right);
    }
}

/// <summary>A repository's row. Its name is UTF-8 in the snapshot's text, followed by the folded name where that is different.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RepositoryRow(Guid Id, int Project, int Branch, RepositoryAvailability Availability, int Start, int NameLength, int FoldedLength)
{
    public string NameIn(ColumnView<byte> text) => Encoding.UTF8.GetString(text.Slice(Start, NameLength));

    public ReadOnlySpan<byte> FoldedIn(ColumnView<byte> text)
    {
        var both = text.Slice(Start, NameLength + FoldedLength);
        return FoldedLength == 0 ? both : both[NameLength..];
    }
}
