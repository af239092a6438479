using System.Runtime.CompilerServices;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    public async IAsyncEnumerable<Result<IReadOnlyList<Repository>>> ListRepositoryBatchesAsync(
        ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.Git, Paths.Repositories) { Token = token, Scope = Scopes.Code };
        var opened = await NarrowAsync(await client.OpenAsync(request, AzureDevOpsJson.Default.RepositoryBody, cancellationToken), request, cancellationToken);
        if (!opened.Succeeded)
        {
            yield return opened.Problem;
            yield break;
        }

        await using var listing = opened.Value;
        var redaction = request.Redaction;
        while (await AzureDevOpsClient.ReadAsync(listing, request, cancellationToken) is { } batch)
        {
            yield return batch.Then(bodies => Result<IReadOnlyList<Repository>>.FromValue(
                [.. bodies.Where(body => body.Id is { } id && id != Guid.Empty).Select(body => ToRepository(body, redaction))]));
            if (!batch.Succeeded)
                yield break;
        }
    }

    public async Task<Result<Repository>> FindRepositoryAsync(
        ServerTarget target, Secret token, string project, string nameOrId, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, project, Paths.Apis, Paths.Git, Paths.Repositories, nameOrId)
        {
            Token = token,
            Project = project,
            Repository = nameOrId,
            Scope = Scopes.Code,
        };
        if (CannotBeName(project) || CannotBeName(nameOrId))
            return ApiProblemMapper.About(ProblemCode.RepositoryUnknown, request);
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.RepositoryBody, cancellationToken);
        return (await NarrowAsync(found, request, cancellationToken)).Then<Repository>(body => ToRepository(body, request.Redaction));
    }

    public async Task<Result<IReadOnlyList<Branch>>> ListBranchesAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string? filter, int limit, CancellationToken cancellationToken)
    {
        var contains = string.IsNullOrEmpty(filter) ? "" : $"&filterContains={Uri.EscapeDataString(filter)}";
        var request = RepositoryOf(target, token, project, repository, Paths.Refs) with
        {
            Query = $"filter=heads/&$top={Math.Clamp(limit, 1, RefsPageSize)}{contains}",
        };
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.ListingRefBody, cancellationToken);
        var redaction = request.Redaction;
        return (await NarrowAsync(found, request, cancellationToken)).Then(listing => Result<IReadOnlyList<Branch>>.FromValue(
            [.. (listing.Value ?? []).Select(body => ToBranch(body, redaction)).OfType<Branch>().Take(limit)]));
    }

    private static Repository ToRepository(RepositoryBody body, SecretRedaction redaction) => new(
        body.Id ?? Guid.Empty,
        redaction.Name(body.Name) ?? "",
        body.Project?.Id ?? Guid.Empty,
        redaction.Name(body.Project?.Name) ?? "",
        redaction.Name(body.DefaultBranch) is { } branch ? BranchName.WithoutPrefix(branch) : null,
        body.IsDisabled ?? false,
        body.IsInMaintenance ?? false,
        redaction.Name(body.RemoteUrl));

    private static Branch? ToBranch(RefBody? body, SecretRedaction redaction) =>
        redaction.Name(body?.Name) is { } name && BranchName.WithoutPrefix(name) is { Length: > 0 } branch ? new Branch(branch, body?.ObjectId ?? "") : null;
}
