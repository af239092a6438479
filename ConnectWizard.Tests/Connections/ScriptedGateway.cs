using ConnectWizard.Repositories;

namespace ConnectWizard.Connections;

/// <summary>An Azure DevOps Server of which a test says what it answers. What a test did not say is a mistake in the test.</summary>
internal sealed class ScriptedGateway : IAzureDevOpsGateway, IRepositoryGateway, IRepositoryRefs
{
    public Func<CancellationToken, IAsyncEnumerable<Result<Repository>>> Repositories { get; set; } = _ => Scripted.Stream<Repository>();

    public Func<CancellationToken, IAsyncEnumerable<Result<Project>>> Projects { get; set; } = _ => Scripted.Stream<Project>();

    public Func<string, CancellationToken, Task<Result<ProjectDetails>>>? Project { get; set; }

    public Func<string, string, CancellationToken, Task<Result<Repository>>>? Repository { get; set; }

    public Func<string?, CancellationToken, Task<Result<IReadOnlyList<Branch>>>>? Branches { get; set; }

    /// <summary>The branches that are there when asked for by their whole name.</summary>
    public HashSet<string> Heads { get; } = new(StringComparer.Ordinal);

    public Func<string, string, CancellationToken, Task<Result<GitAnswer>>>? Git { get; set; }

    public Func<IReadOnlyList<Guid>, CancellationToken, Task<Result<IReadOnlyDictionary<Guid, bool>>>>? WebhookRight { get; set; }

    /// <summary>Where Git was asked.</summary>
    public List<ServerTarget> Asked { get; } = [];

    /// <summary>The tokens that Git was asked with.</summary>
    public List<Secret> Tokens { get; } = [];

    /// <summary>How often a listing was begun.</summary>
    public int Listings { get; private set; }

    public IAsyncEnumerable<Result<IReadOnlyList<Repository>>> ListRepositoryBatchesAsync(ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        Listings++;
        return Batches.Of(Repositories(cancellationToken));
    }

    public IAsyncEnumerable<Result<Project>> ListProjectsAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) => Projects(cancellationToken);

    public Task<Result<ProjectDetails>> FindProjectAsync(ServerTarget target, Secret token, string nameOrId, CancellationToken cancellationToken) =>
        Project?.Invoke(nameOrId, cancellationToken) ?? throw new NotSupportedException(nameof(FindProjectAsync));

    public Task<Result<Repository>> FindRepositoryAsync(ServerTarget target, Secret token, string project, string nameOrId, CancellationToken cancellationToken) =>
        Repository?.Invoke(project, nameOrId, cancellationToken) ?? throw new NotSupportedException(nameof(FindRepositoryAsync));

    public Task<Result<IReadOnlyList<Branch>>> ListBranchesAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string? filter, int limit, CancellationToken cancellationToken) =>
        Branches?.Invoke(filter, cancellationToken) ?? throw new NotSupportedException(nameof(ListBranchesAsync));

    public Task<Result<BranchHead>> FindHeadAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken) =>
        Scripted.ApiResponse(new BranchHead(Heads.Contains(branch) ? CommitId.Parse("1111111111111111111111111111111111111111") : null));

    public Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<CommitSummary>> FindCommitAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, CommitId commit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<GitAnswer>> AskGitAsync(ServerTarget target, Secret token, string project, string repository, CancellationToken cancellationToken)
    {
        Asked.Add(target);
        Tokens.Add(token);
        return Git?.Invoke(project, repository, cancellationToken) ?? throw new NotSupportedException(nameof(AskGitAsync));
    }

    public Task<Result<ServerProbe>> ProbeAsync(ServerTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<AuthenticatedUser>> GetConnectionDataAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ServerVersion>> ReadVersionAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Answers for <see cref="ScriptedGateway"/>.</summary>
internal static class Scripted
{
    public static IAsyncEnumerable<Result<T>> Stream<T>(params IEnumerable<T> items) => items.Select(Result<T>.FromValue).ToAsyncEnumerable();

    public static Task<Result<T>> ApiResponse<T>(T value) => Task.FromResult(Result<T>.FromValue(value));

    public static Task<Result<T>> ApiResponse<T>(ProblemCode code) => Task.FromResult(Result<T>.FromProblem(new Problem(code)));
}
