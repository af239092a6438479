using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>Listings as a gateway gives them, made of repositories.</summary>
internal static class Batches
{
    public static IReadOnlyList<Repository> Of(params IEnumerable<Repository> repositories) => [.. repositories];

    /// <summary>A batch for each repository, for what depends on when one comes.</summary>
    public static IAsyncEnumerable<Result<IReadOnlyList<Repository>>> Of(IAsyncEnumerable<Result<Repository>> repositories) =>
        repositories.Select(repository => repository.Then(one => Result<IReadOnlyList<Repository>>.FromValue([one])));
}
