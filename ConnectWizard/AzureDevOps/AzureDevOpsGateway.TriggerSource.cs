using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway : IRepositoryRefs
{
    /// <summary>The most that a page of refs may have (Microsoft's REST reference).</summary>
    private const int RefsPageSize = 1000;

    private const int PullRequestsPageSize = 100;

    private const int MaxRefPages = 100;

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<Branch>>> ListHeadsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, CancellationToken cancellationToken)
    {
        var (heads, continuation, pages) = (new List<Branch>(), "", 0);
        do
        {
            var query = $"filter=heads/&$top={RefsPageSize}"
                + (continuation.Length == 0 ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}");
            var request = TriggerSourceOf(target, token, project, repository, Paths.Refs) with { Query = query };
            var sent = await client.SendAsync(request, cancellationToken);
            if (!sent.Succeeded)
                return sent.Problem;
            var page = AzureDevOpsClient.Read(sent.Value, request, AzureDevOpsJson.Default.ListingRefBody);
            if (!page.Succeeded)
                return await NarrowAsync(page.Problem, request, cancellationToken);
            heads.AddRange((page.Value.Value ?? []).Select(ToBranch).OfType<Branch>());
            continuation = sent.Value.First(Headers.ContinuationToken) ?? "";
        }
        while (continuation.Length > 0 && ++pages < MaxRefPages);
        return heads;
    }

    /// <inheritdoc />
    public async Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken)
    {
        var found = new List<PullRequest>();
        for (var (page, count) = (0, PullRequestsPageSize); count >= PullRequestsPageSize && page < MaxRefPages; page++)
        {
            var request = TriggerSourceOf(target, token, project, repository, Paths.PullRequests) with
            {
                Query = $"searchCriteria.status=active&searchCriteria.targetRefName={Uri.EscapeDataString(BranchPrefix + branch)}"
                    + $"&$skip={page * PullRequestsPageSize}&$top={PullRequestsPageSize}",
            };
            var listing = await client.GetAsync(request, AzureDevOpsJson.Default.ListingPullRequestBody, cancellationToken);
            if (!listing.Succeeded)
                return await NarrowAsync(listing.Problem, request, cancellationToken);
            var bodies = listing.Value.Value ?? [];
            found.AddRange(bodies.Select(body => ToPullRequest(body, token)).OfType<PullRequest>());
            count = bodies.Count;
        }

        return found;
    }

    /// <inheritdoc />
    public async Task<Result<CommitSummary>> FindCommitAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string commit, CancellationToken cancellationToken)
    {
        var request = TriggerSourceOf(target, token, project, repository, Paths.Commits, commit);
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.CommitBody, cancellationToken);
        return (await NarrowAsync(found, request, cancellationToken)).Then<CommitSummary>(body => new CommitSummary(
            body.CommitId ?? commit,
            ResponseEvidence.NameWithoutSecrets(body.Author?.Name, token),
            ResponseEvidence.NameWithoutSecrets(body.Comment, token)));
    }

    private static AzureDevOpsRequest TriggerSourceOf(ServerTarget target, Secret token, Guid project, Guid repository, params string[] rest) =>
        new(target, [project.ToString("D"), Paths.Apis, Paths.Git, Paths.Repositories, repository.ToString("D"), .. rest])
        {
            Token = token,
            Scope = Scopes.Code,
        };

    // One without a source commit has none that could be built: Azure DevOps has not looked at it yet.
    private static PullRequest? ToPullRequest(PullRequestBody body, Secret token) =>
        body is { PullRequestId: > 0, SourceRefName: { } source, TargetRefName: { } target, LastMergeSourceCommit.CommitId: { } commit }
            ? new PullRequest
            {
                Number = body.PullRequestId,
                SourceRef = source,
                TargetRef = target,
                SourceCommit = commit,
                MergeCommit = body.MergeStatus == "succeeded" ? body.LastMergeCommit?.CommitId : null,
                IsActive = body.Status is null or "active",
                IsFork = body.ForkSource is not null,
                Author = ResponseEvidence.NameWithoutSecrets(body.CreatedBy?.DisplayName, token),
                Title = ResponseEvidence.NameWithoutSecrets(body.Title, token),
            }
            : null;
}
