using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    /// <inheritdoc />
    public async Task<Result<GitAnswer>> AskGitAsync(
        ServerTarget target, Secret token, string project, string repository, CancellationToken cancellationToken)
    {
        var request = new AzureDevOpsRequest(target, project, Paths.GitHttp, repository, "info", "refs")
        {
            Query = "service=git-upload-pack",
            IsGit = true,
            Token = token,
            Project = project,
            Repository = repository,
            Scope = Scopes.Code,
        };
        return CannotBeName(project) || CannotBeName(repository)
            ? ApiProblemMapper.About(ProblemCode.RepositoryUnknown, request)
            : (await client.SendAsync(request, cancellationToken)).Then(answer => Judge(answer, request));
    }

    private static Result<GitAnswer> Judge(ApiResponse answer, AzureDevOpsRequest request)
    {
        if (answer is { Status: 200, ContentType: MediaTypes.GitAdvertisement })
        {
            return GitAdvertisement.TryRead(answer.Body.Span, out var refs)
                ? new GitAnswer(refs, ResponseEvidence.Of(answer, request))
                : ApiProblemMapper.Of(ProblemCode.BrokenAnswer, answer, request);
        }

        return RefusalOfGit(answer, request);
    }

    /// <summary>The problem in an answer that is not Git's.</summary>
    internal static Problem RefusalOfGit(ApiResponse answer, AzureDevOpsRequest request)
    {
        var code = ApiErrorReader.Find(answer) switch
        {
            // What REST accepts is refused here: a scope that is missing, or a right.
            ProblemCode.TokenRefused or ProblemCode.PermissionMissing => ProblemCode.GitRefused,
            null => ProblemCode.UnexpectedAnswer,
            { } other => other,
        };
        return ApiProblemMapper.Of(code, answer, request);
    }
}
