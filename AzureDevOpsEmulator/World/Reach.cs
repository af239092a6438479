namespace AzureDevOpsEmulator.World;

/// <summary>A set of projects that a right extends to: every one, none, or those named.</summary>
internal sealed record Reach
{
    private readonly bool _everything;
    private readonly IReadOnlyList<string> _projects;

    private Reach(bool everything, IReadOnlyList<string> projects)
    {
        _everything = everything;
        _projects = projects;
    }

    public static Reach Everything { get; } = new(true, []);

    public static Reach Nothing { get; } = new(false, []);

    /// <summary>Whether the right holds for the collection itself, not only for some of its projects.</summary>
    public bool CoversCollection => _everything;

    public static Reach Only(params string[] projects) => new(false, projects);

    public bool Covers(TeamProject project) => _everything || _projects.Contains(project.Name, StringComparer.OrdinalIgnoreCase);
}
