using ConnectWizard.Connections.Repositories;

namespace ConnectWizard.Connections;

/// <summary>An Azure DevOps Server of which a test says what it answers. What a test did not say is a mistake in the test.</summary>
internal sealed class ScriptedGateway : IAzureDevOpsGateway
{
    public Func<CancellationToken, IAsyncEnumerable<Outcome<Repository>>> Repositories { get; set; } = _ => Scripted.Stream<Repository>();

    public Func<CancellationToken, IAsyncEnumerable<Outcome<Project>>> Projects { get; set; } = _ => Scripted.Stream<Project>();

    public Func<string, CancellationToken, Task<Outcome<ProjectDetails>>>? Project { get; set; }

    public Func<string, string, CancellationToken, Task<Outcome<Repository>>>? Repository { get; set; }

    public Func<string?, CancellationToken, Task<Outcome<IReadOnlyList<Branch>>>>? Branches { get; set; }

    public Func<string, string, CancellationToken, Task<Outcome<GitAnswer>>>? Git { get; set; }

    public Func<IReadOnlyList<Guid>, CancellationToken, Task<Outcome<IReadOnlyDictionary<Guid, bool>>>>? WebhookRight { get; set; }

    /// <summary>Where Git was asked.</summary>
    public List<ServerTarget> Asked { get; } = [];

    /// <summary>How often a listing was begun.</summary>
    public int Listings { get; private set; }

    public IAsyncEnumerable<Outcome<RepositoryBatch>> ListRepositoryBatchesAsync(ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        Listings++;
        return Batches.Of(Repositories(cancellationToken));
    }

    public IAsyncEnumerable<Outcome<Project>> ListProjectsAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) => Projects(cancellationToken);

    public Task<Outcome<ProjectDetails>> FindProjectAsync(ServerTarget target, Secret token, string nameOrId, CancellationToken cancellationToken) =>
        Project?.Invoke(nameOrId, cancellationToken) ?? throw new NotSupportedException(nameof(FindProjectAsync));

    public Task<Outcome<Repository>> FindRepositoryAsync(ServerTarget target, Secret token, string project, string nameOrId, CancellationToken cancellationToken) =>
        Repository?.Invoke(project, nameOrId, cancellationToken) ?? throw new NotSupportedException(nameof(FindRepositoryAsync));

    public Task<Outcome<IReadOnlyList<Branch>>> ListBranchesAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string? filter, int limit, CancellationToken cancellationToken) =>
        Branches?.Invoke(filter, cancellationToken) ?? throw new NotSupportedException(nameof(ListBranchesAsync));

    public Task<Outcome<GitAnswer>> AskGitAsync(ServerTarget target, Secret token, string project, string repository, CancellationToken cancellationToken)
    {
        Asked.Add(target);
        return Git?.Invoke(project, repository, cancellationToken) ?? throw new NotSupportedException(nameof(AskGitAsync));
    }

    public Task<Outcome<IReadOnlyDictionary<Guid, bool>>> AskWebhookRightAsync(
        ServerTarget target, Secret token, IReadOnlyList<Guid> projects, CancellationToken cancellationToken) =>
        WebhookRight?.Invoke(projects, cancellationToken) ?? throw new NotSupportedException(nameof(AskWebhookRightAsync));

    public Task<Outcome<Greeting>> GreetAsync(ServerTarget target, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Outcome<SignedInAs>> IdentifyAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Outcome<ServerVersion>> ReadVersionAsync(ServerTarget target, Secret token, CancellationToken cancellationToken) => throw new NotSupportedException();
}

/// <summary>Answers for <see cref="ScriptedGateway"/>.</summary>
internal static class Scripted
{
    public static IAsyncEnumerable<Outcome<T>> Stream<T>(params IEnumerable<T> items) => items.Select(Outcome<T>.FromValue).ToAsyncEnumerable();

    public static Task<Outcome<T>> Answer<T>(T value) => Task.FromResult(Outcome<T>.FromValue(value));

    public static Task<Outcome<T>> Answer<T>(ProblemCode code) => Task.FromResult(Outcome<T>.FromProblem(new Problem(code)));
}
