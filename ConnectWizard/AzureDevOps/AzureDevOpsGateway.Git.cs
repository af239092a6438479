using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    public async Task<Result<GitAnswer>> AskGitAsync(
        ServerTarget target, Secret token, string project, string repository, CancellationToken cancellationToken)
    {
        var request = AzureDevOpsRequest.OfGit(target, token, project, repository);
        return CannotBeName(project) || CannotBeName(repository)
            ? ApiProblemMapper.About(ProblemCode.RepositoryUnknown, request)
            : (await client.SendAsync(request, cancellationToken)).Then(response => Judge(response, request));
    }

    private static Result<GitAnswer> Judge(ApiResponse response, AzureDevOpsRequest request)
    {
        if (response is { Status: 200, ContentType: MediaTypes.GitAdvertisement })
        {
            return GitAdvertisement.TryRead(response.Body.Span, out var refs)
                ? new GitAnswer(refs, ResponseEvidence.Of(response, request))
                : ApiProblemMapper.Of(ProblemCode.BrokenAnswer, response, request);
        }

        return RefusalOfGit(response, request);
    }

    internal static Problem RefusalOfGit(ApiResponse response, AzureDevOpsRequest request)
    {
        var code = ApiErrorReader.Find(response) switch
        {
            // What REST accepts is refused here: a scope that is missing, or a right.
            ProblemCode.TokenRefused or ProblemCode.PermissionMissing => ProblemCode.GitRefused,
            null => ProblemCode.UnexpectedAnswer,
            { } other => other,
        };
        return ApiProblemMapper.Of(code, response, request);
    }
}
