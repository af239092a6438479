using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;

namespace ConnectWizard.Polling;

/// <summary>
/// Asks Azure DevOps what the repositories of one connection look like, each thing once: profiles on one branch share its head and its listing
/// of pull requests.
/// </summary>
internal sealed class PolledRepositories(Connection connection, Secret token, IRepositoryRefs news)
{
    private readonly Dictionary<(Guid Repository, string Branch), Result<BranchHead>> _heads = [];
    private readonly Dictionary<(Guid Repository, string Branch), Result<IReadOnlyList<PullRequest>>> _pullRequests = [];

    /// <summary>What a profile follows.</summary>
    public async Task<Result<RepositoryView>> FindAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        var found = await HeadAsync(profile.Repository, profile.Branch, cancellationToken);
        if (!found.Succeeded)
            return found.Problem;
        var head = found.Value.CommitId;
        if (!profile.TriggerPullRequest)
            return new RepositoryView(head, null);
        var open = await PullRequestsAsync(profile.Repository, profile.Branch, cancellationToken);
        return open.Succeeded ? new RepositoryView(head, open.Value) : open.Problem;
    }

    /// <summary>The words of a commit; null where they cannot be had, which is no reason to do without the build.</summary>
    public async Task<CommitSummary?> FindCommitAsync(RepositoryChoice repository, string commit, CancellationToken cancellationToken) =>
        (await news.FindCommitAsync(connection.Target, token, repository.ProjectId, repository.Id, commit, cancellationToken)).Value;

    private async Task<Result<BranchHead>> HeadAsync(RepositoryChoice repository, string branch, CancellationToken cancellationToken)
    {
        if (!_heads.TryGetValue((repository.Id, branch), out var head))
            _heads[(repository.Id, branch)] = head = await news.FindHeadAsync(connection.Target, token, repository.ProjectId, repository.Id, branch, cancellationToken);
        return head;
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
