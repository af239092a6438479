using ConnectWizard.Builds.Dispatch;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.Workers;

namespace ConnectWizard.Builds;

public interface IBuilds
{
    /// <summary>The origin of <c>Builds:Url</c>; null where none is configured.</summary>
    string? BuildSystem { get; }

    Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(Actor actor, ProfileId profile, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<BuildRequest>> ListAsync(Actor actor, ProfileId profile, int limit, CancellationToken cancellationToken);

    /// <summary>Of the profiles of a page, at most <paramref name="limit"/> each, read in one query.</summary>
    Task<IReadOnlyList<RecentBuild>> ListRecentAsync(Actor actor, IReadOnlyList<ProfileId> profiles, int limit, CancellationToken cancellationToken);

    /// <returns>The request; the problems of reading refs; <see cref="ProblemCode.BranchUnknown"/>.</returns>
    Task<Result<BuildRequest>> StartAsync(Actor actor, BuildProfile profile, string branch, CancellationToken cancellationToken);

    /// <summary>Sends a failed request again, starting with the first attempt.</summary>
    Task<BuildRequest?> SendAgainAsync(Actor actor, BuildRequestId id, CancellationToken cancellationToken);
}

internal sealed class BuildService(
    IBuildStore store,
    IConnectionStore connections,
    ICredentialStore credentials,
    IRepositoryRefs refs,
    BuildSystem buildSystem,
    WorkerLoop<BuildDispatcher> dispatch,
    ProfileSignals signals,
    ChangeLog changes,
    TimeProvider time) : IBuilds
{
    public string? BuildSystem => buildSystem.Address?.GetLeftPart(UriPartial.Authority);

    public Task<IReadOnlyList<ProfileEvent>> ListEventsAsync(Actor actor, ProfileId profile, int limit, CancellationToken cancellationToken) =>
        store.ListEventsAsync(actor.Workspace, profile, limit, cancellationToken);

    public Task<IReadOnlyList<BuildRequest>> ListAsync(Actor actor, ProfileId profile, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(actor.Workspace, profile, limit, cancellationToken);

    public Task<IReadOnlyList<RecentBuild>> ListRecentAsync(Actor actor, IReadOnlyList<ProfileId> profiles, int limit, CancellationToken cancellationToken) =>
        store.ListRecentAsync(actor.Workspace, profiles, limit, cancellationToken);

    public async Task<Result<BuildRequest>> StartAsync(Actor actor, BuildProfile profile, string branch, CancellationToken cancellationToken)
    {
        var started = await StartOneAsync(actor, profile, branch, cancellationToken);
        await changes.RecordAsync(profile.ToAuditEvent(AuditAction.BuildStarted, actor) with { Problem = started.Problem?.Code, Detail = started.Value?.Commit.Abbreviated });
        return started;
    }

    private async Task<Result<BuildRequest>> StartOneAsync(Actor actor, BuildProfile profile, string branch, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(actor.Workspace, profile.Connection, cancellationToken) is not { } connection)
            return new Problem(ProblemCode.CredentialNeeded);
        var token = await credentials.OpenAsync(actor.Workspace, connection.Credential, connection.Target, cancellationToken);
        if (!token.Succeeded)
            return token.Problem;
        var (repository, secret) = (profile.Repository, token.Value);
        var head = await refs.FindHeadAsync(connection.Target, secret, repository.ProjectId, repository.Id, branch, cancellationToken);
        if (!head.Succeeded)
            return head.Problem;
        if (head.Value.CommitId is not { } id || RefName.FindBranch(branch) is not { } name)
            return new Problem(ProblemCode.BranchUnknown).With("branch", branch).With("repository", repository.Name).With("project", repository.Project);

        // A commit that can't be read has no title, and is built all the same.
        var commit = await refs.FindCommitAsync(connection.Target, secret, repository.ProjectId, repository.Id, id, cancellationToken);
        return await AddAsync(BuildTriggers.Manual(profile, name, id, commit.Value, time.GetUtcNow()), cancellationToken);
    }

    public async Task<BuildRequest?> SendAgainAsync(Actor actor, BuildRequestId id, CancellationToken cancellationToken)
    {
        var request = await store.RequeueAsync(actor.Workspace, id, cancellationToken);
        if (request is not null)
            Notify(request.Profile);
        return request;
    }

    private async Task<Result<BuildRequest>> AddAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        if (await store.AddAsync(request, cancellationToken) is not { } added)
            return new Problem(ProblemCode.DraftGone);
        Notify(added.Profile);
        return added;
    }

    private void Notify(ProfileId profile)
    {
        dispatch.Signal();
        signals.Changed(profile);
    }
}
