using System.Globalization;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    /// <summary>The most that a page of refs may have (Microsoft's REST reference).</summary>
    private const int RefsPageSize = 1000;

    private const int PullRequestsPageSize = 100;
    private const int MaxRefPages = 100;

    /// <summary>Of the pull requests of one branch, in memory. Ten thousand real ones have half of it.</summary>
    private const int MaxPullRequestBytes = 8 * 1024 * 1024;

    public async Task<Result<BranchHead>> FindHeadAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken)
    {
        var name = RefName.FindBranch(branch);
        // The filter is a prefix: other branches that begin with the name come as well.
        var listing = RepositoryOf(target, token, project, repository, Paths.Refs) with { Budget = new ReadBudget(AzureDevOpsClient.MaxListingBytes) };
        var filter = $"filter={Uri.EscapeDataString("heads/" + branch)}&$top={RefsPageSize}";
        var (continuation, found) = ("", (Head?)null);
        for (var page = 0; page < MaxRefPages; page++)
        {
            var request = listing with { Query = continuation.Length == 0 ? filter : $"{filter}&continuationToken={Uri.EscapeDataString(continuation)}" };
            var read = await ReadPageAsync(request, AzureDevOpsJson.Default.RefBody, refs => found ??= Usable(refs, ToHead, request).Find(head => head.Name == name), cancellationToken);
            if (!read.Succeeded)
                return read.Problem;
            continuation = read.Value.Continuation;
            if (found is not null || continuation.Length == 0)
                return new BranchHead(found?.Commit);
        }

        return TooMany("branches", MaxRefPages * RefsPageSize, RepositoryOf(target, token, project, repository));
    }

    public async Task<Result<IReadOnlyList<PullRequest>>> ListPullRequestsAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, string branch, CancellationToken cancellationToken)
    {
        var (found, bytes) = (new List<PullRequest>(), 0);
        var listing = RepositoryOf(target, token, project, repository, Paths.PullRequests) with { Budget = new ReadBudget(AzureDevOpsClient.MaxListingBytes) };
        for (var page = 0; page < MaxRefPages; page++)
        {
            var request = listing with
            {
                Query = $"searchCriteria.status=active&searchCriteria.targetRefName={Uri.EscapeDataString("refs/heads/" + branch)}"
                    + $"&$skip={page * PullRequestsPageSize}&$top={PullRequestsPageSize}",
            };
            var read = await ReadPageAsync(request, AzureDevOpsJson.Default.PullRequestBody, bodies =>
            {
                var usable = Usable(bodies, body => ToPullRequest(body, request.Redaction), request);
                found.AddRange(usable);
                bytes += usable.Sum(BytesOf);
            }, cancellationToken);
            if (!read.Succeeded)
                return read.Problem;
            if (bytes > MaxPullRequestBytes)
                break;
            if (read.Value.Count < PullRequestsPageSize)
                return found;
        }

        return TooMany("pullrequests", found.Count, RepositoryOf(target, token, project, repository));
    }

    public async Task<Result<CommitSummary>> FindCommitAsync(
        ServerTarget target, Secret token, Guid project, Guid repository, CommitId commit, CancellationToken cancellationToken)
    {
        var request = RepositoryOf(target, token, project, repository, Paths.Commits, commit.Value);
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.CommitBody, cancellationToken);
        var redaction = request.Redaction;
        return (await NarrowAsync(found, request, cancellationToken)).Then<CommitSummary>(body =>
            new CommitSummary(redaction.Text(body.Author?.Name), redaction.Text(body.Comment)));
    }

    // A listing that is cut must not pass for a whole one: what is missing from it would count as gone.
    private static Problem TooMany(string variant, int limit, AzureDevOpsRequest request) => ApiProblemMapper.About(ProblemCode.AnswerTooLarge, request)
        .With(ProblemText.Variant, variant)
        .With("limit", limit.ToString(CultureInfo.InvariantCulture));

    private static AzureDevOpsRequest RepositoryOf(ServerTarget target, Secret token, Guid project, Guid repository, params string[] rest) =>
        new(target, [project.ToString("D"), Paths.Apis, Paths.Git, Paths.Repositories, repository.ToString("D"), .. rest])
        {
            Token = token,
            Scope = Scopes.Code,
        };

    /// <summary>What can't be built, because its name or commit is none, is dropped: it must not get any further.</summary>
    private List<T> Usable<TBody, T>(IReadOnlyList<TBody>? bodies, Func<TBody, T?> read, AzureDevOpsRequest request)
        where T : class
    {
        List<T> usable = [.. (bodies ?? []).Select(read).OfType<T>()];
        if (bodies?.Count > usable.Count)
            AzureDevOpsLog.RefsDropped(logger, bodies.Count - usable.Count, request.Address.IdnHost);
        return usable;
    }

    private static int BytesOf(PullRequest one) =>
        200 + 2 * (one.SourceRef.Value.Length + one.TargetRef.Value.Length + (one.Author?.Length ?? 0) + (one.Title?.Length ?? 0));

    private static Head? ToHead(RefBody? body) =>
        RefName.Find(body?.Name) is { } name && CommitId.Find(body?.ObjectId) is { } commit ? new Head(name, commit) : null;

    // One without a source commit can't be built: Azure DevOps has not evaluated it yet.
    private static PullRequest? ToPullRequest(PullRequestBody? body, SecretRedaction redaction) =>
        body is { PullRequestId: > 0 } && RefName.Find(body.SourceRefName) is { } source && RefName.Find(body.TargetRefName) is { } target
        && CommitId.Find(body.LastMergeSourceCommit?.CommitId) is { } commit
            ? new PullRequest
            {
                Number = body.PullRequestId,
                SourceRef = source,
                TargetRef = target,
                SourceCommit = commit,
                MergeCommit = body.MergeStatus == "succeeded" ? CommitId.Find(body.LastMergeCommit?.CommitId) : null,
                IsActive = body.Status is null or "active",
                IsFork = body.ForkSource is not null,
                IsDraft = body.IsDraft ?? false,
                Author = DisplayText.Of(redaction.Text(body.CreatedBy?.DisplayName)),
                Title = DisplayText.Of(redaction.Text(body.Title)),
            }
            : null;

    private sealed record Head(RefName Name, CommitId Commit);
}
