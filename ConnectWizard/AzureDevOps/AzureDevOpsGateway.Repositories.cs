using System.Runtime.CompilerServices;
using System.Text.Json;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    private const string BranchPrefix = "refs/heads/";

    /// <inheritdoc />
    public async IAsyncEnumerable<Result<RepositoryBatch>> ListRepositoryBatchesAsync(
        ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.Git, Paths.Repositories) { Token = token, Scope = Scopes.Code };
        var answered = await client.OpenAsync(request, cancellationToken);
        var opened = await NarrowAsync(answered, request, cancellationToken);
        if (!opened.Succeeded)
        {
            yield return opened.Problem;
            yield break;
        }

        await using var listing = opened.Value;
        var elements = new RepositoryElements(token);
        while (await ReadAsync(listing, elements, request, cancellationToken) is { } batch)
        {
            yield return batch;
            if (!batch.Succeeded)
                yield break;
        }
    }

    /// <inheritdoc />
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
        return (await NarrowAsync(found, request, cancellationToken)).Then<Repository>(body => ToRepository(body, token));
    }

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<Branch>>> ListBranchesAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string? filter, int limit, CancellationToken cancellationToken)
    {
        string[] path = [project.ToString("D"), Paths.Apis, Paths.Git, Paths.Repositories, repository.ToString("D"), Paths.Refs];
        var contains = string.IsNullOrEmpty(filter) ? "" : $"&filterContains={Uri.EscapeDataString(filter)}";
        var request = new AzureDevOpsRequest(target, path)
        {
            Query = $"filter=heads/&$top={Math.Clamp(limit, 1, 1000)}{contains}",
            Token = token,
            Scope = Scopes.Code,
        };
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.ListingRefBody, cancellationToken);
        return (await NarrowAsync(found, request, cancellationToken)).Then(listing =>
            Result<IReadOnlyList<Branch>>.FromValue([.. (listing.Value ?? []).Select(ToBranch).OfType<Branch>().Take(limit)]));
    }

    /// <returns>Null at the end.</returns>
    private static async Task<Result<RepositoryBatch>?> ReadAsync(
        JsonListing listing, RepositoryElements elements, AzureDevOpsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await listing.ReadAsync(elements, cancellationToken) ? Result<RepositoryBatch>.FromValue(elements.Release()) : null;
        }
        catch (JsonException exception)
        {
            return ApiProblemMapper.About(ProblemCode.BrokenAnswer, request).Seen(new Evidence("Detail", ApiErrorText.Clip(exception.Message)!));
        }
        catch (NetworkException failed)
        {
            return AzureDevOpsClient.Failed(failed.Failure, request);
        }
    }

    private static Repository ToRepository(RepositoryBody body, Secret? token) => new(
        body.Id,
        ResponseEvidence.NameWithoutSecrets(body.Name, token) ?? "",
        body.Project?.Id ?? Guid.Empty,
        ResponseEvidence.NameWithoutSecrets(body.Project?.Name, token) ?? "",
        WithoutPrefix(ResponseEvidence.NameWithoutSecrets(body.DefaultBranch, token)),
        body.IsDisabled ?? false,
        body.IsInMaintenance ?? false,
        ResponseEvidence.NameWithoutSecrets(body.RemoteUrl, token));

    private static Branch? ToBranch(RefBody body) =>
        WithoutPrefix(body.Name) is { Length: > 0 } name ? new Branch(name, body.ObjectId ?? "") : null;

    private static string? WithoutPrefix(string? name) =>
        name is not null && name.StartsWith(BranchPrefix, StringComparison.Ordinal) ? name[BranchPrefix.Length..] : name;
}
