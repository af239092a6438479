using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Polling;

/// <summary>
/// Asks Azure DevOps what the repositories of one connection look like, each thing once: profiles on one repository share its listing of refs,
/// those on one branch its listing of pull requests.
/// </summary>
internal sealed class PolledRepositories(Connection connection, Secret token, IRepositoryRefs news)
{
    private readonly Dictionary<Guid, Result<IReadOnlyList<Branch>>> _heads = [];
    private readonly Dictionary<(Guid Repository, string Branch), Result<IReadOnlyList<PullRequest>>> _pullRequests = [];

    /// <summary>What a profile follows.</summary>
    public async Task<Result<RepositoryView>> FindAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        var heads = await HeadsAsync(profile.Repository, cancellationToken);
        if (!heads.Succeeded)
            return heads.Problem;
        var head = heads.Value.FirstOrDefault(one => one.Name == profile.Branch && GitNames.IsCommit(one.CommitId))?.CommitId;
        if (!profile.TriggerPullRequest)
            return new RepositoryView(head, null);
        var open = await PullRequestsAsync(profile.Repository, profile.Branch, cancellationToken);
        return open.Succeeded ? new RepositoryView(head, open.Value) : open.Problem;
    }

    /// <summary>The words of a commit; null where they cannot be had, which is no reason to do without the build.</summary>
    public async Task<CommitSummary?> FindCommitAsync(RepositoryChoice repository, string commit, CancellationToken cancellationToken) =>
        (await news.FindCommitAsync(connection.Target, token, repository.ProjectId, repository.Id, commit, cancellationToken)).Value;

    private async Task<Result<IReadOnlyList<Branch>>> HeadsAsync(RepositoryChoice repository, CancellationToken cancellationToken)
    {
        if (!_heads.TryGetValue(repository.Id, out var heads))
            _heads[repository.Id] = heads = await news.ListHeadsAsync(connection.Target, token, repository.ProjectId, repository.Id, cancellationToken);
        return heads;
    }

    private async Task<Result<IReadOnlyList<PullRequest>>> PullRequestsAsync(
        RepositoryChoice repository, string branch, CancellationToken cancellationToken)
    {
        if (_pullRequests.TryGetValue((repository.Id, branch), out var known))
            return known;
        var open = await news.ListPullRequestsAsync(connection.Target, token, repository.ProjectId, repository.Id, branch, cancellationToken);
        return _pullRequests[(repository.Id, branch)] = open.Then(list => Result<IReadOnlyList<PullRequest>>.FromValue([.. list.Where(IsUsable).Select(Clean)]));
    }

    private static bool IsUsable(PullRequest one) =>
        GitNames.IsRef(one.SourceRef) && GitNames.IsRef(one.TargetRef) && GitNames.IsCommit(one.SourceCommit)
        && (one.MergeCommit is null || GitNames.IsCommit(one.MergeCommit));

    private static PullRequest Clean(PullRequest one) => one with { Author = DisplayText.Of(one.Author), Title = DisplayText.Of(one.Title) };
}
