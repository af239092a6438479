using System.Runtime.CompilerServices;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>A listing as single repositories.</summary>
public static class RepositoryBatches
{
    /// <summary>The repositories of a listing one by one, for those who look at a few and leave. A problem is the last element.</summary>
    public static async IAsyncEnumerable<Result<Repository>> ListRepositoriesAsync(
        this IAzureDevOpsGateway gateway, ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in gateway.ListRepositoryBatchesAsync(target, token, cancellationToken))
        {
            if (!batch.Succeeded)
            {
                yield return batch.Problem;
                yield break;
            }

            for (var index = 0; index < batch.Value.Count; index++)
                yield return batch.Value.Decode(index);
        }
    }
}
