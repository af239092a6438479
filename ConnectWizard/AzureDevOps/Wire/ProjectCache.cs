namespace ConnectWizard.AzureDevOps.Wire;

/// <summary>
/// The projects of a listing that were read already. Each repository comes with its whole project, which is a third of what is sent and nearly
/// always one that came before, mostly with the repository before.
/// </summary>
internal sealed class ProjectCache
{
    /// <summary>Of more than this many, those that come later are read each time; so are those that are larger than anybody's.</summary>
    private const int MaxCount = 4096;

    private readonly Dictionary<Guid, CachedProject> _all = [];

    /// <summary>The one that was read last.</summary>
    public CachedProject Last { get; set; } = new(Guid.Empty, []);

    public CachedProject? Find(Guid id) => _all.GetValueOrDefault(id);

    /// <summary>Takes note of one, in the place of one with the same id.</summary>
    public void Add(CachedProject project)
    {
        if (_all.Count < MaxCount && !project.Value.Bytes.IsEmpty)
            _all[project.Id] = project;
    }
}

/// <summary>A project of a listing, to be known again by what it looked like.</summary>
internal sealed class CachedProject(Guid id, ReadOnlySpan<byte> name)
{
    private readonly byte[] _name = name.ToArray();

    public Guid Id { get; } = id;

    public ReadOnlySpan<byte> Name => _name;

    /// <summary>As it came.</summary>
    public CachedValue Value { get; } = new();
}
