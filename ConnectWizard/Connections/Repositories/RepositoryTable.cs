namespace ConnectWizard.Connections.Repositories;

/// <summary>
/// The table that a listing is read into, row by row, by one thread. <see cref="Snapshot"/> gives away what has arrived; full blocks are shared
/// by all snapshots, only the block being filled is copied.
/// </summary>
/// <param name="mostRows">When it is full.</param>
internal sealed class RepositoryTable(int mostRows = RepositoryTable.MostRows)
{
    /// <summary>More than anybody has: a list that goes on is no list of repositories.</summary>
    internal const int MostRows = 1_000_000;

    /// <summary>The characters of all names together: 250 for each of a million rows.</summary>
    internal const long MostText = 250L * MostRows;

    private readonly AppendOnlyColumn<RepositoryBlock> _full = new();
    private readonly RepositoryBlockBuilder _filling = new();
    private readonly AppendOnlyColumn<ListedProject> _projects = new();
    private readonly AppendOnlyColumn<string> _branches = new();
    private readonly Dictionary<Guid, int> _projectOf = [];
    private readonly Dictionary<string, int> _branchOf = new(StringComparer.Ordinal);
    private readonly RepositoryOrder _order = new();
    private long _text;

    public int Count => (_full.Count * RepositoryBlock.Capacity) + _filling.Count;

    /// <summary>Nothing more is taken: the process has other things to remember.</summary>
    public bool IsFull => Count >= mostRows || _text >= MostText;

    public bool HasProject(Guid project) => _projectOf.ContainsKey(project);

    public void Add(Repository repository)
    {
        _text += repository.Name.Length + repository.Project.Length + (repository.DefaultBranch?.Length ?? 0);
        _filling.Add(repository, ProjectOf(repository), BranchOf(repository.DefaultBranch));
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

    private int ProjectOf(Repository repository)
    {
        if (!_projectOf.TryGetValue(repository.ProjectId, out var project))
        {
            project = _projects.Count;
            _projectOf.Add(repository.ProjectId, project);
            _projects.Add(new ListedProject(repository.ProjectId, repository.Project));
        }

        return project;
    }

    private int BranchOf(string? branch)
    {
        if (branch is null)
        {
            return -1;
        }

        if (!_branchOf.TryGetValue(branch, out var index))
        {
            index = _branches.Count;
            _branchOf.Add(branch, index);
            _branches.Add(branch);
        }

        return index;
    }
}
