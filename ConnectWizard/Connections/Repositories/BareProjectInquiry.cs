using System.Collections.Concurrent;

namespace ConnectWizard.Connections.Repositories;

/// <summary>Finds out why projects have no repository to pick, by asking each what it keeps its code in.</summary>
internal sealed class BareProjectInquiry(IAzureDevOpsGateway gateway)
{
    /// <summary>Each project costs a request: a collection full of TFVC must not keep the others waiting for minutes.</summary>
    private const int MostAsked = 50;

    private const int AtOnce = 3;

    /// <returns>All of <paramref name="projects"/> by name; those after the first 50 with <see cref="BareReason.Unknown"/>.</returns>
    public async Task<IReadOnlyList<BareProject>> ExplainAsync(
        IReadOnlyList<ListedProject> projects, ServerTarget target, Secret token, CancellationToken cancellationToken)
    {
        var sorted = projects.OrderBy(project => project.Folded, StringComparer.Ordinal).ToList();
        var reasons = new ConcurrentDictionary<Guid, BareReason>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sorted.Take(MostAsked), options, async (project, cancellation) =>
        {
            var found = await gateway.FindProjectAsync(target, token, project.Id.ToString("D"), cancellation);
            reasons[project.Id] = ReasonFor(found);
        });
        return [.. sorted.Select(project => new BareProject(project, reasons.GetValueOrDefault(project.Id)))];
    }

    private static BareReason ReasonFor(Outcome<ProjectDetails> found) => found switch
    {
        { Succeeded: true, Value: { UsesTfvc: true, UsesGit: false } } => BareReason.TfvcOnly,
        { Succeeded: true } => BareReason.NoneVisible,
        { Problem.Code: ProblemCode.PermissionMissing or ProblemCode.ScopeMissing or ProblemCode.TokenRefused } => BareReason.NotReadable,
        _ => BareReason.Unknown,
    };
}
