using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Connections.News;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway : IRepositoryNews
{
    /// <summary>The most that a page of refs may have (Microsoft's REST reference).</summary>
    private const int RefsAPage = 1000;

    private const int PullRequestsAPage = 100;

    private const int MostNewsPages = 100;

    /// <inheritdoc />
    public async Task<Outcome<IReadOnlyList<Branch>>> ListHeadsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, CancellationToken cancellationToken)
    {
        var (heads, continuation, pages) = (new List<Branch>(), "", 0);
        do
        {
            var query = $"filter=heads/&$top={RefsAPage}"
                + (continuation.Length == 0 ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}");
            var request = NewsOf(target, token, project, repository, Paths.Refs) with { Query = query };
            var sent = await client.SendAsync(request, cancellationToken);
            if (!sent.Succeeded)
                return sent.Problem;
            var page = AzureDevOpsClient.Read(sent.Value, request, AzureDevOpsJson.Default.ListingRefBody);
            if (!page.Succeeded)
                return await NarrowAsync(page.Problem, request, cancellationToken);
            heads.AddRange((page.Value.Value ?? []).Select(ToBranch).OfType<Branch>());
            continuation = sent.Value.First(Headers.ContinuationToken) ?? "";
        }
        while (continuation.Length > 0 && ++pages < MostNewsPages);
        return heads;
    }

    /// <inheritdoc />
    public async Task<Outcome<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken)
    {
        var found = new List<PullRequest>();
        for (var (page, count) = (0, PullRequestsAPage); count >= PullRequestsAPage && page < MostNewsPages; page++)
        {
            var request = NewsOf(target, token, project, repository, Paths.PullRequests) with
            {
                Query = $"searchCriteria.status=active&searchCriteria.targetRefName={Uri.EscapeDataString(BranchPrefix + branch)}"
                    + $"&$skip={page * PullRequestsAPage}&$top={PullRequestsAPage}",
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
    public async Task<Outcome<CommitSummary>> FindCommitAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string commit, CancellationToken cancellationToken)
    {
        var request = NewsOf(target, token, project, repository, Paths.Commits, commit);
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.CommitBody, cancellationToken);
        return (await NarrowAsync(found, request, cancellationToken)).Then<CommitSummary>(body => new CommitSummary(
            body.CommitId ?? commit,
            AnswerEvidence.NameWithoutSecrets(body.Author?.Name, token),
            AnswerEvidence.NameWithoutSecrets(body.Comment, token)));
    }

    private static AzureDevOpsRequest NewsOf(ServerTarget target, Secret token, Guid project, Guid repository, params string[] rest) =>
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
                Author = AnswerEvidence.NameWithoutSecrets(body.CreatedBy?.DisplayName, token),
                Title = AnswerEvidence.NameWithoutSecrets(body.Title, token),
            }
            : null;
}
