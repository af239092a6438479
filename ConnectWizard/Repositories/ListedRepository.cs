namespace ConnectWizard.Repositories;

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
}

public sealed record ListedProject(Guid Id, string Name)
{
    public string Folded { get; } = SearchText.Fold(Name);
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
