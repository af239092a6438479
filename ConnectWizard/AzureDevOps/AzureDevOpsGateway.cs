using System.Text.Json.Serialization.Metadata;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.AzureDevOps;

/// <summary>Azure DevOps over its REST API and Git's own endpoint; a file for each concern.</summary>
internal sealed partial class AzureDevOpsGateway(AzureDevOpsClient client, ILogger<AzureDevOpsGateway> logger)
    : IAzureDevOpsGateway, IRepositoryGateway, IRepositoryRefs, IServiceHooksGateway
{
    /// <summary>A 401 without a reason has several causes. connectionData needs no scope, so it tells a refused token from one that lacks a scope.</summary>
    private async Task<Problem> NarrowAsync(Problem problem, AzureDevOpsRequest request, CancellationToken cancellationToken)
    {
        if (problem.Code is not (ProblemCode.TokenRefused or ProblemCode.OrganizationRefused) || request.Token is null || request.Scope is null)
            return problem;
        var identity = await ReadConnectionDataAsync(request.Target, request.Token, cancellationToken);
        return identity.Succeeded ? problem with { Code = ProblemCode.ScopeMissing } : identity.Problem;
    }

    private async Task<Result<T>> NarrowAsync<T>(Result<T> result, AzureDevOpsRequest request, CancellationToken cancellationToken) =>
        result.Succeeded ? result : await NarrowAsync(result.Problem, request, cancellationToken);

    /// <summary>Gives the elements of a page away while they arrive: however many there are, and whatever they hold beside what is wanted, no page is in memory.</summary>
    private async Task<Result<Page>> ReadPageAsync<TBody>(
        AzureDevOpsRequest request, JsonTypeInfo<TBody> type, Action<IReadOnlyList<TBody>> take, CancellationToken cancellationToken)
    {
        var opened = await NarrowAsync(await client.OpenPageAsync(request, type, cancellationToken), request, cancellationToken);
        if (!opened.Succeeded)
            return opened.Problem;
        await using var listing = opened.Value;
        while (await AzureDevOpsClient.ReadAsync(listing, request, cancellationToken) is { } batch)
        {
            if (!batch.Succeeded)
                return batch.Problem;
            take(batch.Value);
        }

        return new Page(listing.Continuation, listing.Count);
    }

    // "." and ".." would be taken for a way through the path, and no project or repository has such a name.
    private static bool CannotBeName(string name) => name.Trim().Trim('.').Length == 0;

    /// <param name="Continuation">Leads to the next page; empty on the last one.</param>
    /// <param name="Count">Of the elements that came, whether they can be read or not.</param>
    private sealed record Page(string Continuation, int Count);
}
