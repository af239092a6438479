using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>A repository as the picker shows it.</summary>
/// <param name="DefaultBranch">Without <c>refs/heads/</c>; null when the repository is empty.</param>
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
public sealed record ListedProject(Guid Id, string Name)
{
    /// <summary>The name as searches compare it.</summary>
    public string Folded { get; } = SearchText.Fold(Name);
}

/// <summary>A project without a repository to pick: shown with the reason, so that nobody asks why it is not there.</summary>
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

/// <summary>Why a repository is not in the list, as far as the server says.</summary>
public sealed record MissingRepository(MissingReason Reason, string? Project, string? Name)
{
    /// <summary>Projects that have a repository of that name, for <see cref="MissingReason.InOtherProjects"/>; a few at most.</summary>
    public IReadOnlyList<string> OtherProjects { get; init; } = [];

    /// <summary>Why it could not be asked, for <see cref="MissingReason.NotAsked"/>.</summary>
    public Problem? Problem { get; init; }
}

/// <summary>Why a repository is not in a list.</summary>
public enum MissingReason
{
    /// <summary>It is not there, or the token may not see it: the server does not say which.</summary>
    NotVisible,

    /// <summary>The project is not there, or the token may not see it.</summary>
    ProjectUnknown,

    /// <summary>It is there; the list is older.</summary>
    NewerThanList,

    /// <summary>It is there, switched off.</summary>
    Disabled,

    /// <summary>Its project keeps its code in TFVC alone.</summary>
    TfvcOnly,

    /// <summary>The project has none of that name, others have.</summary>
    InOtherProjects,

    /// <summary>The question failed.</summary>
    NotAsked,
}
