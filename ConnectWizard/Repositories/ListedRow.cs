using System.Runtime.InteropServices;

namespace ConnectWizard.Repositories;

/// <summary>A row as it is shown.</summary>
/// <param name="Position">Where.</param>
/// <param name="Kind">What.</param>
/// <param name="Ordinal">Its number among the rows that are no headings, from 1; 0 for a heading.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ListedRow(int Position, ListedKind Kind, int Ordinal)
{
    /// <summary>The repository's row in the snapshot, for <see cref="ListedKind.Repository"/>.</summary>
    public int Row { get; init; }

    /// <summary>The project; null for <see cref="ListedKind.BareHeading"/>.</summary>
    public ListedProject? Project { get; init; }

    /// <summary>The repository, for <see cref="ListedKind.Repository"/>.</summary>
    public ListedRepository? Repository { get; init; }

    /// <summary>Why there is none, for <see cref="ListedKind.ProjectWithoutRepositories"/>.</summary>
    public ProjectWithoutRepositoriesReason Reason { get; init; }

    /// <summary>How many rows follow, for a heading.</summary>
    public int Count { get; init; }
}

/// <summary>What a row shows.</summary>
public enum ListedKind
{
    ProjectHeading,
    Repository,
    BareHeading,
    ProjectWithoutRepositories,
}
