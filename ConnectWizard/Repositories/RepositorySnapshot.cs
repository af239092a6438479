using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>The repositories that have arrived: never changed, shared by every circuit. Rows keep their numbers in later snapshots of the same listing.</summary>
public sealed class RepositorySnapshot
{
    private const int MaxSimilar = 5;

    private readonly ColumnView<string> _branches;
    private RepositoryMatches? _all;

    internal RepositorySnapshot(ColumnView<RepositoryRow> rows, ColumnView<byte> text, ColumnView<ListedProject> projects, ColumnView<string> branches, int[] order) =>
        (Rows, Text, Projects, _branches, Order) = (rows, text, projects, branches, order);

    public static RepositorySnapshot Empty { get; } = new(default, default, default, default, []);

    public int Count => Rows.Count;

    /// <summary>Projects without a repository to pick; known once all repositories have arrived.</summary>
    public IReadOnlyList<ProjectWithoutRepositories> EmptyProjects { get; internal init; } = [];

    public bool IsComplete { get; internal init; }

    /// <summary>What ended the listing early, or kept a newer one from taking this one's place.</summary>
    public Problem? Problem { get; internal init; }

    public DateTimeOffset ListedAt { get; internal init; }

    public RepositoryMatches All => LazyInitializer.EnsureInitialized(ref _all, () => RepositoryMatches.Every(this));

    internal int[] Order { get; }

    internal ColumnView<RepositoryRow> Rows { get; }

    internal ColumnView<byte> Text { get; }

    internal ColumnView<ListedProject> Projects { get; }

    /// <summary>What it keeps in memory, the spare room of its columns included.</summary>
    internal long ByteCount => field > 0 ? field : field = Rows.ByteCount + Text.ByteCount + Projects.ByteCount + _branches.ByteCount + Order.Length * sizeof(int)
        + Projects.AsEnumerable().Concat(EmptyProjects.Select(empty => empty.Project)).Sum(project => project.ByteCount) + _branches.AsEnumerable().Sum(branch => 2L * branch.Length);

    public ListedRepository this[int row]
    {
        get
        {
            var found = Rows[row];
            var branch = found.Branch < 0 ? null : _branches[found.Branch];
            return new ListedRepository(found.Id, found.NameIn(Text), Projects[found.Project], branch, found.Availability);
        }
    }

    /// <summary>The row of a repository in a pasted address, by names or ids; null when it has not arrived. A name ending in <c>.git</c> is tried without it last.</summary>
    public int? Find(string? project, string repository)
    {
        return FindNamed(project, repository)
            ?? (Guid.TryParseExact(repository, "D", out var id) ? Order.Where(row => Rows[row].Id == id).Select(row => (int?)row).FirstOrDefault() : null)
            ?? (repository.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? FindNamed(project, repository[..^4]) : null);
    }

    /// <summary>Repositories whose names differ from those of an address in accents or letters that look alike: said, never picked. A few at most.</summary>
    public IReadOnlyList<ListedRepository> FindSimilar(string? project, string repository)
    {
        var folded = SearchText.Fold(project ?? "");
        return [.. RowsNamed(repository).Where(row => project is null || Projects[Rows[row].Project].Folded == folded).Take(MaxSimilar).Select(row => this[row])];
    }

    /// <summary>The projects that have a repository of a name, case and accents aside; a few at most.</summary>
    public IReadOnlyList<string> ProjectsWith(string name)
    {
        return [.. RowsNamed(name).Take(MaxSimilar).Select(row => Projects[Rows[row].Project].Name)];
    }

    internal RepositorySnapshot With(bool isComplete, Problem? problem, DateTimeOffset listedAt, IReadOnlyList<ProjectWithoutRepositories> emptyProjects) =>
        new(Rows, Text, Projects, _branches, Order) { IsComplete = isComplete, Problem = problem, ListedAt = listedAt, EmptyProjects = emptyProjects };

    private int? FindNamed(string? project, string name)
    {
        if (project is null)
            return null;
        var projectId = Guid.TryParse(project, out var id) ? id : (Guid?)null;
        int[] same = [.. RowsNamed(name).Where(row => SearchText.IsSame(Rows[row].NameIn(Text), name) && IsIn(Projects[Rows[row].Project]))];
        // Two that a server keeps apart by case or composition alone are told apart by it.
        return same.Length <= 1 ? same.Cast<int?>().FirstOrDefault() : same.Where(IsExact).Cast<int?>().FirstOrDefault();

        bool IsIn(ListedProject listed) => listed.Id == projectId || SearchText.IsSame(listed.Name, project);

        bool IsExact(int row) => Rows[row].NameIn(Text) == name && (Projects[Rows[row].Project].Id == projectId || Projects[Rows[row].Project].Name == project);
    }

    private IEnumerable<int> RowsNamed(string name)
    {
        var folded = Encoding.UTF8.GetBytes(SearchText.Fold(name));
        return Order.Where(row => Rows[row].FoldedIn(Text).SequenceEqual(folded));
    }
}

/// <param name="DefaultBranch">Without <c>refs/heads/</c>; null when the repository is empty.</param>
public sealed record ListedRepository(Guid Id, string Name, ListedProject Project, string? DefaultBranch, RepositoryAvailability Availability)
{
    public bool IsSelectable => Availability == RepositoryAvailability.Available;
}

public enum RepositoryAvailability : byte
{
    Available,
    Disabled,
    InMaintenance,
    /// <summary>It has no commit, so no branch to build from.</summary>
    Empty,
    ProjectDeleted,
    ProjectNotReady,
}

public sealed record ListedProject(Guid Id, string Name)
{
    public string Folded { get; } = SearchText.Fold(Name);

    public ProjectState State { get; init; }

    /// <summary>Of its texts; a name may grow when it is folded.</summary>
    internal long ByteCount => 2L * (Name.Length + Folded.Length);
}

public sealed record ProjectWithoutRepositories(ListedProject Project, ProjectWithoutRepositoriesReason Reason);

public enum ProjectWithoutRepositoriesReason
{
    /// <summary>Not asked, because there are too many such projects, or not answered.</summary>
    Unknown,

    TfvcOnly,
    /// <summary>It uses Git, and the token sees no repository in it: there is none, or the account may not read code there.</summary>
    NoneVisible,
    NotReadable,
}
