using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Why a repository is not in the list, as far as the server says.</summary>
/// <param name="Reason">What was found out.</param>
/// <param name="Project">The project that was asked about, where one was.</param>
/// <param name="Name">The repository that was asked about, where it was one.</param>
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
