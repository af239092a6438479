using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;

namespace ConnectWizard.Checks;

/// <summary>Whether Git itself can read a repository with the token: the REST API and Git ask for rights apart.</summary>
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
