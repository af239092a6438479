using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Checks;

/// <summary>Whether Git can read a repository with the token: the REST API and Git check rights separately.</summary>
internal sealed class GitCheck(IAzureDevOpsGateway gateway, CheckRun run, Secret token)
{
    public async Task AskAsync(Task<FoundRepository?> search)
    {
        if (await search is not { } found)
            return;

        if (found.Problem is { } problem)
            run.Fail(CheckItemId.Git, problem);
        else if (found.Readable is { } repository)
            await TryAsync(repository, found.Missed);
        else if (found.Asked > 0)
            run.Skip(CheckItemId.Git, "none");
    }

    private async Task TryAsync(Repository repository, Problem? missed)
    {
        var asked = await run.AskAsync(
            CheckItemId.Git, cancellation => gateway.AskGitAsync(run.Target, token, repository.Project, repository.Name, cancellation));
        if (asked?.Problem is { } problem)
        {
            run.Fail(CheckItemId.Git, problem.With("repository", repository.Name).With("project", repository.Project));
        }
        else if (missed is not null && asked is not null)
        {
            run.Warn(CheckItemId.Git, missed);
        }
        else if (asked?.Value is { } git)
        {
            IEnumerable<Evidence> refs = git.Refs is { } count ? [new Evidence("Refs", count.ToString(CultureInfo.InvariantCulture))] : [];
            run.Pass(CheckItemId.Git, [.. git.Evidence, .. refs], ("repository", repository.Name), ("project", repository.Project));
        }
    }
}

/// <summary>Finds a repository for the Git and links items: the preferred one, or the first that can be read.</summary>
internal sealed class RepositorySearch(IRepositoryGateway gateway, CheckRun run, Secret token)
{
    /// <returns>Null when the check has ended.</returns>
    public async Task<FoundRepository?> RunAsync()
    {
        run.Start(CheckItemId.Links);
        run.Start(CheckItemId.Git);
        var preferred = await FindPreferredAsync();
        if (preferred?.Value is { IsDisabled: false, IsInMaintenance: false } repository)
            return new FoundRepository(repository, repository, 1);

        return await run.AskAsync(CheckItemId.Git, ListAsync) switch
        {
            null => null,
            { Problem: { } problem } => new FoundRepository(null, null, 0) { Problem = problem },
            { Value: var found } => found! with { Missed = Missed(preferred) },
        };
    }

    private async Task<Result<Repository>?> FindPreferredAsync()
    {
        if (run.Subject is not { Project: { } project, Repository: { } name })
            return null;

        var found = await FindAsync(project, name);
        return found is { Succeeded: false } && name.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? await FindAsync(project, name[..^4]) : found;
    }

    private Task<Result<Repository>?> FindAsync(string project, string name) =>
        run.AskAsync(CheckItemId.Git, cancellation => gateway.FindRepositoryAsync(run.Target, token, project, name, cancellation));

    private async Task<Result<FoundRepository>> ListAsync(CancellationToken cancellationToken)
    {
        var asked = 0;
        Repository? first = null, empty = null, readable = null;
        var repositories = gateway.ListRepositoriesAsync(run.Target, token, cancellationToken);
        await foreach (var listed in repositories.WithCancellation(cancellationToken))
        {
            if (!listed.Succeeded)
                return readable is null ? listed.Problem : new FoundRepository(readable, first, asked);

            var repository = listed.Value;
            asked++;
            first ??= repository;
            if (!repository.IsDisabled && !repository.IsInMaintenance)
            {
                empty ??= repository;
                readable = repository.DefaultBranch is not null && (readable is null || IsPreferred(repository)) ? repository : readable;
            }

            if (asked == run.Policy.MaxRepositories || (readable is not null && (run.Subject.Project is null || IsPreferred(readable))))
                break;
        }

        return new FoundRepository(readable ?? empty, first, asked);
    }

    private bool IsPreferred(Repository repository) => repository.Project.Equals(run.Subject.Project, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why the preferred repository is not the one that is tried.</summary>
    private Problem? Missed(Result<Repository>? preferred)
    {
        var problem = preferred?.Value is null ? preferred?.Problem : new Problem(ProblemCode.RepositoryDisabled);
        return problem?.With("repository", run.Subject.Repository!).With("project", run.Subject.Project!);
    }
}

/// <param name="Readable">One that Git should be able to read; null where none is.</param>
/// <param name="First">The first of the list, whatever its state.</param>
/// <param name="Asked">How many were looked at; 0 where the token sees none.</param>
internal sealed record FoundRepository(Repository? Readable, Repository? First, int Asked)
{
    /// <summary>Why the listing failed.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The preferred repository was not usable.</summary>
    public Problem? Missed { get; init; }
}
