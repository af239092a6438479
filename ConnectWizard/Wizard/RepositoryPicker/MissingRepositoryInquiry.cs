using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Wizard.RepositoryPicker;

/// <summary>"My repository is missing": asks the server about one name that a list does not have, and says what it found out.</summary>
public sealed class MissingRepositoryInquiry(ConnectionState state)
{
    /// <summary>Without a project's name each project is a request; beyond this many people are asked to name it.</summary>
    private const int MaxProjects = 10;

    /// <param name="snapshot">The list that does not have it.</param>
    /// <param name="text">A name as typed, or <c>project/name</c>.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public Task<MissingRepository> AskAsync(RepositorySnapshot snapshot, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var parts = text.Split('/', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 0
            ? AskInProjectAsync(snapshot, parts[0], parts[1], cancellationToken)
            : AskEverywhereAsync(snapshot, text.Trim('/', ' '), cancellationToken);
    }

    private async Task<MissingRepository> AskInProjectAsync(RepositorySnapshot snapshot, string project, string name, CancellationToken cancellationToken)
    {
        var found = await state.FindRepositoryAsync(project, name, cancellationToken);
        if (Explain(found) is { } explained)
            return explained;

        return snapshot.ProjectsWith(name) is { Count: > 0 } others
            ? new MissingRepository(MissingReason.InOtherProjects, project, name) { OtherProjects = others }
            : await AskProjectAsync(project, name, cancellationToken);
    }

    private async Task<MissingRepository> AskEverywhereAsync(RepositorySnapshot snapshot, string name, CancellationToken cancellationToken)
    {
        var asProject = await AskProjectAsync(name, name: null, cancellationToken);
        if (asProject.Reason is not MissingReason.ProjectUnknown)
            return asProject;

        foreach (var project in ProjectsToAsk(snapshot))
        {
            if (Explain(await state.FindRepositoryAsync(project, name, cancellationToken)) is { } explained)
                return explained;
        }

        return new MissingRepository(MissingReason.NotVisible, Project: null, name);
    }

    private string[] ProjectsToAsk(RepositorySnapshot snapshot)
    {
        string[] known = [.. snapshot.Projects.AsEnumerable().Select(project => project.Name), .. snapshot.EmptyProjects.Select(empty => empty.Project.Name)];
        return known.Length <= MaxProjects ? known : state.Draft?.Server.PastedProject is { Length: > 0 } pasted ? [pasted] : [];
    }

    private async Task<MissingRepository> AskProjectAsync(string project, string? name, CancellationToken cancellationToken)
    {
        var found = await state.FindProjectAsync(project, cancellationToken);
        return found switch
        {
            { Succeeded: true, Value: { UsesTfvc: true, UsesGit: false } details } => new MissingRepository(MissingReason.TfvcOnly, details.Name, name),
            { Succeeded: true, Value: var details } => new MissingRepository(MissingReason.NotVisible, details.Name, name),
            { Problem: var problem } when CouldNotAsk(problem) => new MissingRepository(MissingReason.NotAsked, project, name) { Problem = problem },
            _ => new MissingRepository(MissingReason.ProjectUnknown, project, name),
        };
    }

    /// <returns>Null when the server does not know the repository or does not let us see it, which it tells nobody apart.</returns>
    private static MissingRepository? Explain(Result<Repository> found) => found switch
    {
        { Succeeded: true, Value: { IsDisabled: true } repository } => new MissingRepository(MissingReason.Disabled, repository.Project, repository.Name),
        { Succeeded: true, Value: var repository } => new MissingRepository(MissingReason.NewerThanList, repository.Project, repository.Name),
        { Problem: var problem } when problem.Code == ProblemCode.RepositoryDisabled =>
            new MissingRepository(MissingReason.Disabled, problem.Arguments.GetValueOrDefault("project"), problem.Arguments.GetValueOrDefault("repository")),
        { Problem: var problem } when CouldNotAsk(problem) => new MissingRepository(MissingReason.NotAsked, Project: null, Name: null) { Problem = problem },
        _ => null,
    };

    /// <summary>Problems of the way there or of the token, as opposed to "no such thing".</summary>
    private static bool CouldNotAsk(Problem problem) =>
        problem.Code is not (ProblemCode.RepositoryUnknown or ProblemCode.PermissionMissing or ProblemCode.UnexpectedAnswer);
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
