using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Workers;

namespace ConnectWizard.Builds;

/// <inheritdoc />
internal sealed class BuildList(
    IBuildStore store, IConnectionStore connections, ICredentialStore credentials, IRepositoryRefs news, BuildSystem buildSystem, WorkerLoop<BuildDispatcher> loop, IProfileSignals signals)
    : IBuilds
{
    /// <inheritdoc />
    public string? BuildSystem => buildSystem.Address?.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc />
    public Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken) =>
        store.ListEventsAsync(workspace, profile, limit, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BuildRequest>> ListAsync(WorkspaceId workspace, ProfileId profile, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(workspace, profile, limit, cancellationToken);

    /// <inheritdoc />
    public async Task<Result<BuildRequest>> StartAsync(BuildProfile profile, string branch, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(profile.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, cancellationToken);
        if (!token.Succeeded)
            return token.Problem;
        var (place, secret) = (profile.Repository, token.Value);
        var head = await news.FindHeadAsync(connection.Target, secret, place.ProjectId, place.Id, branch, cancellationToken);
        if (!head.Succeeded)
            return head.Problem;
        if (head.Value.CommitId is not { } id)
            return new Problem(ProblemCode.BranchUnknown).With("branch", branch).With("repository", place.Name).With("project", place.Project);

        // The words of a commit are worth a request, and not a build.
        var commit = await news.FindCommitAsync(connection.Target, secret, place.ProjectId, place.Id, id, cancellationToken);
        return await RequestAsync(profile, BuildTriggers.ByHand(branch, id, commit.Value), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<BuildRequest?> SendAgainAsync(WorkspaceId workspace, BuildRequestId id, CancellationToken cancellationToken)
    {
        var request = await store.RequeueAsync(workspace, id, cancellationToken);
        if (request is not null)
            Tell(request.Profile);
        return request;
    }

    private async Task<Result<BuildRequest>> RequestAsync(BuildProfile profile, BuildTrigger wanted, CancellationToken cancellationToken)
    {
        if (await store.RequestAsync(profile.Workspace, profile.Id, wanted, cancellationToken) is not { } request)
            return new Problem(ProblemCode.DraftGone);
        Tell(profile.Id);
        return request;
    }

    private void Tell(ProfileId profile)
    {
        loop.Signal();
        signals.Changed(profile);
    }
}
