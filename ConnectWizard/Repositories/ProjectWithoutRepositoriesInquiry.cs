using System.Collections.Concurrent;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Finds out why projects have no repository to pick, by asking each what it keeps its code in.</summary>
internal sealed class ProjectWithoutRepositoriesInquiry(IRepositoryGateway gateway)
{
    /// <summary>Each project costs a request: a collection full of TFVC must not keep the others waiting for minutes.</summary>
    private const int MaxAsked = 50;

    private const int MaxConcurrency = 3;

    /// <returns>All of <paramref name="projects"/> by name; those after the first 50 with <see cref="ProjectWithoutRepositoriesReason.Unknown"/>.</returns>
    public async Task<IReadOnlyList<ProjectWithoutRepositories>> ExplainAsync(
        IReadOnlyList<ListedProject> projects, ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var sorted = projects.OrderBy(project => project.Folded, StringComparer.Ordinal).ToList();
        var reasons = new ConcurrentDictionary<Guid, ProjectWithoutRepositoriesReason>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sorted.Take(MaxAsked), options, async (project, cancellation) =>
        {
            var found = await gateway.FindProjectAsync(target, token, project.Id.ToString("D"), cancellation);
            reasons[project.Id] = ReasonFor(found);
        });
        return [.. sorted.Select(project => new ProjectWithoutRepositories(project, reasons.GetValueOrDefault(project.Id)))];
    }

    private static ProjectWithoutRepositoriesReason ReasonFor(Result<ProjectDetails> found) => found switch
    {
        { Succeeded: true, Value: { UsesTfvc: true, UsesGit: false } } => ProjectWithoutRepositoriesReason.TfvcOnly,
        { Succeeded: true } => ProjectWithoutRepositoriesReason.NoneVisible,
        { Problem.Code: ProblemCode.PermissionMissing or ProblemCode.ScopeMissing or ProblemCode.TokenRefused } => ProjectWithoutRepositoriesReason.NotReadable,
        _ => ProjectWithoutRepositoriesReason.Unknown,
    };
}
