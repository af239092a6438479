using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>
/// The repositories that a token sees, as far as they have arrived: never changed once made, shared by every circuit that shows them. Rows keep
/// their numbers in all later snapshots of the same listing.
/// </summary>
public sealed class RepositorySnapshot
{
    private readonly RepositoryBlock[] _blocks;
    private readonly ReadOnlyMemory<ListedProject> _projects;
    private readonly ReadOnlyMemory<string> _branches;
    private RepositoryMatches? _all;

    internal RepositorySnapshot(RepositoryBlock[] blocks, ReadOnlyMemory<ListedProject> projects, ReadOnlyMemory<string> branches, int[] order)
    {
        (_blocks, _projects, _branches, Order) = (blocks, projects, branches, order);
    }

    /// <summary>Nothing has arrived yet.</summary>
    public static RepositorySnapshot Empty { get; } = new([], default, default, []);

    /// <summary>How many repositories have arrived.</summary>
    public int Count => Order.Length;

    /// <summary>Projects that have at least one of them.</summary>
    public ReadOnlySpan<ListedProject> Projects => _projects.Span;

    /// <summary>Projects without a repository to pick, with the reason; known once all repositories have arrived.</summary>
    public IReadOnlyList<ProjectWithoutRepositories> BareProjects { get; internal init; } = [];

    /// <summary>True when the server has nothing more to tell: what is here is all that the token sees.</summary>
    public bool IsComplete { get; internal init; }

    /// <summary>What ended the listing early, or kept a newer one from taking this one's place.</summary>
    public Problem? Problem { get; internal init; }

    /// <summary>When the listing that this belongs to was begun.</summary>
    public DateTimeOffset ListedAt { get; internal init; }

    /// <summary>Every row, in the order of an empty search.</summary>
    public RepositoryMatches All => LazyInitializer.EnsureInitialized(ref _all, () => RepositoryMatches.Every(this));

    /// <summary>The rows by project and name.</summary>
    internal int[] Order { get; }

    internal ReadOnlySpan<RepositoryBlock> Blocks => _blocks;

    /// <summary>A repository, its names decoded.</summary>
    public ListedRepository this[int row]
    {
        get
        {
            var (block, index) = At(row);
            var project = Projects[block.Project(index)];
            var branch = block.Branch(index);
            return new ListedRepository(
                block.Id(index), block.Name(index), project, branch < 0 ? null : _branches.Span[branch], AvailabilityOf(block, index));
        }
    }

    /// <summary>The row of a repository named by a person, case and accents aside; null when it has not arrived.</summary>
    public int? Find(string project, string name)
    {
        var (foldedProject, foldedName) = (SearchText.Fold(project), Encoding.UTF8.GetBytes(SearchText.Fold(name)));
        for (var row = 0; row < Count; row++)
        {
            var (block, index) = At(row);
            if (block.Folded(index).SequenceEqual(foldedName) && Projects[block.Project(index)].Folded == foldedProject)
                return row;
        }

        return null;
    }

    /// <summary>The projects that have a repository of a name, case and accents aside; a few at most.</summary>
    public IReadOnlyList<string> ProjectsWith(string name)
    {
        const int aFew = 5;
        var folded = Encoding.UTF8.GetBytes(SearchText.Fold(name));
        return [.. Order.Where(row => At(row) is var (block, index) && block.Folded(index).SequenceEqual(folded)).Take(aFew).Select(row => this[row].Project.Name)];
    }

    internal int ProjectAt(int row)
    {
        var (block, index) = At(row);
        return block.Project(index);
    }

    internal RepositorySnapshot With(bool isComplete, Problem? problem, DateTimeOffset listedAt, IReadOnlyList<ProjectWithoutRepositories> bareProjects) =>
        new(_blocks, _projects, _branches, Order) { IsComplete = isComplete, Problem = problem, ListedAt = listedAt, BareProjects = bareProjects };

    private static RepositoryAvailability AvailabilityOf(RepositoryBlock block, int index) => block.Traits(index) switch
    {
        var traits when traits.HasFlag(RepositoryTraits.Disabled) => RepositoryAvailability.Disabled,
        var traits when traits.HasFlag(RepositoryTraits.InMaintenance) => RepositoryAvailability.InMaintenance,
        _ => block.Branch(index) < 0 ? RepositoryAvailability.Empty : RepositoryAvailability.Available,
    };

    private (RepositoryBlock Block, int Index) At(int row) => (_blocks[row / RepositoryBlock.Capacity], row % RepositoryBlock.Capacity);
}
