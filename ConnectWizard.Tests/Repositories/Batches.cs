using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Listings as a gateway gives them, made of repositories.</summary>
internal static class Batches
{
    public static RepositoryBatch Of(params IEnumerable<Repository> repositories)
    {
        var batch = new RepositoryBatch();
        foreach (var repository in repositories)
        {
            batch.Add(new RepositoryEntry
            {
                Id = repository.Id,
                ProjectId = repository.ProjectId,
                Traits = (repository.IsDisabled ? RepositoryTraits.Disabled : RepositoryTraits.None)
                    | (repository.IsInMaintenance ? RepositoryTraits.InMaintenance : RepositoryTraits.None),
                Name = Encoding.UTF8.GetBytes(repository.Name),
                Project = Encoding.UTF8.GetBytes(repository.Project),
                Branch = Encoding.UTF8.GetBytes(repository.DefaultBranch ?? ""),
                RemoteUrl = Encoding.UTF8.GetBytes(repository.RemoteUrl ?? ""),
            });
        }

        return batch;
    }

    /// <summary>A batch for each repository, for what depends on when one comes.</summary>
    public static IAsyncEnumerable<Result<RepositoryBatch>> Of(IAsyncEnumerable<Result<Repository>> repositories) =>
        repositories.Select(repository => repository.Then(one => Result<RepositoryBatch>.FromValue(Of(one))));

    public static void Add(this RepositoryTable table, Repository repository) => table.TryAdd(Of(repository));
}
