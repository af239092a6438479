namespace ConnectWizard.Repositories;

/// <summary>A repository as the picker shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Project">Its project.</param>
/// <param name="DefaultBranch">Without <c>refs/heads/</c>; null when the repository is empty.</param>
/// <param name="Availability">Whether it can be picked, and if not, why.</param>
public sealed record ListedRepository(Guid Id, string Name, ListedProject Project, string? DefaultBranch, RepositoryAvailability Availability)
{
    /// <summary>Whether it can be picked.</summary>
    public bool IsSelectable => Availability == RepositoryAvailability.Available;
}

/// <summary>Whether a repository can be picked.</summary>
public enum RepositoryAvailability
{
    Available,

    /// <summary>An administrator switched it off.</summary>
    Disabled,

    /// <summary>Azure DevOps works on it and refuses everybody for the time being.</summary>
    InMaintenance,

    /// <summary>It has no commit, so no branch to build from.</summary>
    Empty,
}

/// <summary>A project that has repositories.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record ListedProject(Guid Id, string Name)
{
    /// <summary>The name as searches compare it.</summary>
    public string Folded { get; } = SearchText.Fold(Name);
}

/// <summary>A project without a repository to pick: shown with the reason, so that nobody asks why it is not there.</summary>
/// <param name="Project">The project.</param>
/// <param name="Reason">Why there is nothing to pick.</param>
public sealed record ProjectWithoutRepositories(ListedProject Project, ProjectWithoutRepositoriesReason Reason);

/// <summary>Why a project has no repository to pick.</summary>
public enum ProjectWithoutRepositoriesReason
{
    /// <summary>It was not looked into: there are too many such projects, or the server did not say.</summary>
    Unknown,

    /// <summary>Its code is in Team Foundation Version Control, which is not Git.</summary>
    TfvcOnly,

    /// <summary>It uses Git, and the token sees no repository in it: there is none, or the account may not read code there.</summary>
    NoneVisible,

    /// <summary>The token may not look into the project.</summary>
    NotReadable,
}
