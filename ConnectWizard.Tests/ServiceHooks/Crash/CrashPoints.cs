using AzureDevOpsEmulator;
using ConnectWizard.AzureDevOps;
using ConnectWizard.Repositories;

namespace ConnectWizard.ServiceHooks.Crash;

/// <summary>Repositories to follow.</summary>
internal static class CrashPoints
{
    /// <summary>The first repository of a collection, or of one of its projects, that can be built at its branch main.</summary>
    public static async Task<RepositoryPath> FindAsync(EdgeFixture edge, string server, string collection, string project, CancellationToken ct)
    {
        var found = await edge.Repositories.ListRepositoriesAsync(edge.Server(server, collection), edge.Token("full"), ct)
            .Select(repository => repository.Value!)
            .FirstAsync(
                repository => repository is { DefaultBranch: "main", IsDisabled: false, IsInMaintenance: false }
                    && (project.Length == 0 || repository.Project == project),
                ct);
        return new RepositoryPath(server, collection, found.Project, found.Name);
    }
}
