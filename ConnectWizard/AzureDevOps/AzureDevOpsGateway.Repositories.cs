using System.Globalization;
using System.Runtime.CompilerServices;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;
using ConnectWizard.Network;
using ConnectWizard.Repositories;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    public async IAsyncEnumerable<Result<IReadOnlyList<Repository>>> ListRepositoryBatchesAsync(
        ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.Git, Paths.Repositories) { Token = token, Scope = Scopes.Code };
        var opened = await client.OpenAsync(request, AzureDevOpsJson.Default.RepositoryBody, AzureDevOpsClient.MaxRepositoryBytes, cancellationToken);
        opened = await NarrowAsync(opened, request, cancellationToken);
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
            [.. Usable(listing.Value, ToHead, request).Take(limit).Select(head => new Branch(redaction.Text(head.Name.ShortName)!))]));
    }

    private static Repository ToRepository(RepositoryBody body, SecretRedaction redaction) => new(
        body.Id ?? Guid.Empty,
        redaction.Name(body.Name) ?? "",
        body.Project?.Id ?? Guid.Empty,
        redaction.Name(body.Project?.Name) ?? "",
        redaction.Name(body.DefaultBranch, SecretRedaction.MaxTextLength) is { } branch ? BranchName.WithoutPrefix(branch) : null,
        body.IsDisabled ?? false,
        body.IsInMaintenance ?? false,
        redaction.Text(body.RemoteUrl))
    {
        ProjectState = StateOf(body.Project?.State),
    };

    /// <summary>Those of Microsoft's REST reference; old servers leave it out.</summary>
    private static ProjectState StateOf(string? state) => state?.ToUpperInvariant() switch
    {
        null or "WELLFORMED" => ProjectState.Ready,
        "DELETING" or "DELETED" => ProjectState.Deleted,
        _ => ProjectState.NotReady,
    };

    /// <summary>The documented default; servers may give less, and only their continuation token says whether there is more.</summary>
    private const int ProjectsPageSize = 100;

    /// <summary>A server whose pages never end is left after them.</summary>
    private const int MaxPages = 1000;

    private const int MaxProjects = ProjectsPageSize * MaxPages;

    private static readonly StringComparer IgnoreCase = StringComparer.OrdinalIgnoreCase;

    public async IAsyncEnumerable<Result<Project>> ListProjectsAsync(
        ServerTarget target, Secret token, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (continuation, count, seen) = ("", 0, new HashSet<string>(StringComparer.Ordinal));
        var listing = ProjectsOf(target, token) with { Budget = new ReadBudget(AzureDevOpsClient.MaxListingBytes) };
        do
        {
            var projects = new List<Project>();
            var read = await ReadPageAsync(listing with { Query = PageQuery(continuation) }, AzureDevOpsJson.Default.ProjectBody, bodies =>
                projects.AddRange(bodies.Select(body => new Project(body.Id ?? Guid.Empty, listing.Redaction.Name(body.Name) ?? ""))), cancellationToken);
            if (!read.Succeeded)
            {
                yield return read.Problem;
                yield break;
            }

            foreach (var project in projects)
                yield return project;
            (continuation, count) = (read.Value.Continuation, count + read.Value.Count);
            if (seen.Count == MaxPages || count > MaxProjects)
            {
                yield return ApiProblemMapper.About(ProblemCode.AnswerTooLarge, listing)
                    .With(ProblemText.Variant, "projects")
                    .With("limit", MaxProjects.ToString(CultureInfo.InvariantCulture));
                yield break;
            }
        }
        while (continuation.Length > 0 && seen.Add(continuation)); // A server that repeats itself would never end.
    }

    public async Task<Result<ProjectDetails>> FindProjectAsync(
        ServerTarget target, Secret token, string nameOrId, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, Paths.Apis, Paths.Projects, nameOrId)
        {
            Query = "includeCapabilities=true",
            Token = token,
            Project = nameOrId,
            Scope = Scopes.Project,
        };
        if (CannotBeName(nameOrId))
            return ApiProblemMapper.About(ProblemCode.RepositoryUnknown, request);
        var found = await client.GetAsync(request, AzureDevOpsJson.Default.ProjectBody, cancellationToken);
        return (await NarrowAsync(found, request, cancellationToken)).Then<ProjectDetails>(ToDetails);
    }

    private static AzureDevOpsRequest ProjectsOf(ServerTarget target, Secret token) =>
        new(target, Paths.Apis, Paths.Projects) { Token = token, Scope = Scopes.Project };

    private static string PageQuery(string continuation) =>
        $"$top={ProjectsPageSize}" + (continuation.Length == 0 ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}");

    private static Result<ProjectDetails> ToDetails(ProjectBody body)
    {
        var control = body.Capabilities?.Versioncontrol;
        return new ProjectDetails(
            body.Id ?? Guid.Empty,
            body.Name ?? "",
            UsesGit: IsTrue(control?.GitEnabled) ?? IgnoreCase.Equals(control?.SourceControlType, "Git"),
            UsesTfvc: IsTrue(control?.TfvcEnabled) ?? IgnoreCase.Equals(control?.SourceControlType, "Tfvc"));
    }

    private static bool? IsTrue(string? word) => bool.TryParse(word, out var value) ? value : null;
}
