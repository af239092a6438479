using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>
/// Up to <see cref="Capacity"/> repositories in columns, never changed once made. A row costs 33 bytes and its name in UTF-8, once more in its
/// folded form where that differs; as objects and strings it would be six times as much.
/// </summary>
internal sealed class RepositoryBlock(Guid[] ids, int[] projects, int[] branches, RepositoryTraits[] traits, int[] nameStarts, int[] nameEnds, byte[] text)
{
    public const int Capacity = 1024;

    public int Count => ids.Length;

    public Guid Id(int row) => ids[row];

    /// <summary>The position of the project among the snapshot's projects.</summary>
    public int Project(int row) => projects[row];

    /// <summary>The position of the default branch among the snapshot's branch names; -1 when there is none.</summary>
    public int Branch(int row) => branches[row];

    public RepositoryTraits Traits(int row) => traits[row];

    public string Name(int row) => Encoding.UTF8.GetString(text.AsSpan(nameStarts[row]..nameEnds[row]));

    /// <summary>The folded name in UTF-8. It stands behind the name; where there is nothing, the name is its own folded form.</summary>
    public ReadOnlySpan<byte> Folded(int row)
    {
        var end = row + 1 < nameStarts.Length ? nameStarts[row + 1] : text.Length;
        return nameEnds[row] == end ? text.AsSpan(nameStarts[row]..end) : text.AsSpan(nameEnds[row]..end);
    }
}
