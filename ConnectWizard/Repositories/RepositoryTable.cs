using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>
/// The table that a listing is read into, row by row, by one thread. <see cref="Snapshot"/> gives away what has arrived; full blocks are shared
/// by all snapshots, only the block being filled is copied.
/// </summary>
/// <param name="mostRows">When it is full.</param>
internal sealed class RepositoryTable(int mostRows = RepositoryTable.MaxRows)
{
    /// <summary>More than anybody has: a list that goes on is no list of repositories.</summary>
    internal const int MaxRows = 1_000_000;

    /// <summary>The characters of all names together: 250 for each of a million rows.</summary>
    internal const long MaxTextLength = 250L * MaxRows;

    private readonly AppendOnlyColumn<RepositoryBlock> _full = new();
    private readonly RepositoryBlockBuilder _filling = new();
    private readonly AppendOnlyColumn<ListedProject> _projects = new();
    private readonly AppendOnlyColumn<string> _branches = new();
    private readonly Dictionary<Guid, int> _projectOf = [];
    private readonly Dictionary<string, int> _branchOf = new(StringComparer.Ordinal);
    private readonly RepositoryOrder _order = new();
    private int _lastProject = -1;
    private (byte[] Bytes, int Index) _lastBranch = ([], -1);
    private long _text;

    public int Count => (_full.Count * RepositoryBlock.Capacity) + _filling.Count;

    /// <summary>Nothing more is taken: the process has other things to remember.</summary>
    public bool IsFull => Count >= mostRows || _text >= MaxTextLength;

    public bool HasProject(Guid project) => _projectOf.ContainsKey(project);

    /// <summary>Adds what there is room for.</summary>
    /// <returns>False when the table is full.</returns>
    public bool TryAdd(RepositoryBatch batch)
    {
        for (var index = 0; index < batch.Count && !IsFull; index++)
            Add(batch[index]);

        return !IsFull;
    }

    public void Add(in RepositoryEntry repository)
    {
        _text += repository.Name.Length + repository.Project.Length + repository.Branch.Length;
        _filling.Add(repository, ProjectOf(repository), BranchOf(repository.Branch));
        if (_filling.IsFull)
        {
            _full.Add(_filling.Build());
            _filling.Clear();
        }
    }

    public RepositorySnapshot Snapshot()
    {
        RepositoryBlock[] blocks = _filling.Count == 0 ? [.. _full.View().Span] : [.. _full.View().Span, _filling.Build()];
        var projects = _projects.View();
        return new RepositorySnapshot(blocks, projects, _branches.View(), _order.Extend(blocks, projects.Span, Count));
    }

    /// <summary>A listing has the repositories of a project one after another, mostly.</summary>
    private int ProjectOf(in RepositoryEntry repository)
    {
        if (_lastProject >= 0 && _projects[_lastProject].Id == repository.ProjectId)
            return _lastProject;

        if (!_projectOf.TryGetValue(repository.ProjectId, out _lastProject))
        {
            _lastProject = _projects.Count;
            _projectOf.Add(repository.ProjectId, _lastProject);
            _projects.Add(new ListedProject(repository.ProjectId, Encoding.UTF8.GetString(repository.Project)));
        }

        return _lastProject;
    }

    private int BranchOf(ReadOnlySpan<byte> branch)
    {
        if (branch.IsEmpty)
            return -1;

        if (branch.SequenceEqual(_lastBranch.Bytes))
            return _lastBranch.Index;

        var name = Encoding.UTF8.GetString(branch);
        if (!_branchOf.TryGetValue(name, out var index))
        {
            index = _branches.Count;
            _branchOf.Add(name, index);
            _branches.Add(name);
        }

        _lastBranch = (branch.ToArray(), index);
        return index;
    }
}
