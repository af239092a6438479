using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Polling;

internal sealed class PollSources(IConnectionStore connections, ICredentialStore credentials, IHookStore hooks, IRepositoryRefs refs)
{
    public async Task<Result<PolledRepositories>> OpenAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);
        return token.Then<PolledRepositories>(secret => new PolledRepositories(connection, secret, refs));
    }

    /// <summary>False while an administrator has yet to create the profile's webhooks.</summary>
    public async Task<bool> IsListeningAsync(BuildProfile profile, CancellationToken cancellationToken) =>
        profile.TriggerSource != TriggerSource.Administrator
        || (await hooks.ListAsync(profile.Workspace, profile.Connection, cancellationToken)).Any(hook => hook.RepositoryId == profile.Repository.Id && hook.LastDeliveryAt is not null);

    /// <summary>Of the events of a pull request the merge attempt is the one that each change of it fires.</summary>
    public async Task RecordMissedAsync(BuildProfile profile, IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var kind in events.Where(missed => missed.Skipped is null).Select(missed => missed.Build?.PullRequest is null ? HookKind.Push : HookKind.PullRequestMerged).Distinct())
            await hooks.EventMissedAsync(profile.Workspace, profile.Connection, profile.Repository.Id, kind, cancellationToken);
    }
}

/// <summary>Reads the repositories of one connection, each thing once: profiles on one branch share its head and its pull requests.</summary>
internal sealed class PolledRepositories(Connection connection, Secret token, IRepositoryRefs refs)
{
    private readonly Dictionary<(Guid Repository, string Branch), Result<BranchHead>> _heads = [];

    /// <summary>Of the branch before: those of all branches would be many.</summary>
    private ((Guid Repository, string Branch) Of, Result<IReadOnlyList<PullRequest>> Open)? _pullRequests;

    public async Task<Result<RepositoryView>> FindAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        var found = await FindHeadAsync(profile.Repository, profile.Branch, cancellationToken);
        if (!found.Succeeded)
            return found.Problem;
        var head = found.Value.CommitId;
        if (!profile.TriggerPullRequest)
            return new RepositoryView(head, null);
        var open = await ListPullRequestsAsync(profile.Repository, profile.Branch, cancellationToken);
        return open.Succeeded ? new RepositoryView(head, open.Value) : open.Problem;
    }

    /// <summary>Null where it can't be read, which does not prevent the build.</summary>
    public async Task<CommitSummary?> FindCommitAsync(RepositoryChoice repository, CommitId commit, CancellationToken cancellationToken) =>
        (await refs.FindCommitAsync(connection.Target, token, repository.ProjectId, repository.Id, commit, cancellationToken)).Value;

    private async Task<Result<BranchHead>> FindHeadAsync(RepositoryChoice repository, string branch, CancellationToken cancellationToken)
    {
        if (!_heads.TryGetValue((repository.Id, branch), out var head))
            _heads[(repository.Id, branch)] = head = await refs.FindHeadAsync(connection.Target, token, repository.ProjectId, repository.Id, branch, cancellationToken);
        return head;
    }

    private async Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        RepositoryChoice repository, string branch, CancellationToken cancellationToken)
    {
        if (_pullRequests is { } known && known.Of == (repository.Id, branch))
            return known.Open;
        var open = await refs.ListPullRequestsAsync(connection.Target, token, repository.ProjectId, repository.Id, branch, cancellationToken);
        _pullRequests = ((repository.Id, branch), open);
        return open;
    }
}
