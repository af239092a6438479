using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

internal sealed partial class AzureDevOpsGateway
{
    /// <inheritdoc />
    public async Task<Outcome<GitAnswer>> AskGitAsync(
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
            ? AnswerProblems.About(ProblemCode.RepositoryUnknown, request)
            : (await client.SendAsync(request, cancellationToken)).Then(answer => Judge(answer, request));
    }

    private static Outcome<GitAnswer> Judge(Answer answer, AzureDevOpsRequest request)
    {
        if (answer is { Status: 200, ContentType: MediaTypes.GitAdvertisement })
        {
            return GitAdvertisement.TryRead(answer.Body.Span, out var refs)
                ? new GitAnswer(refs, AnswerEvidence.Of(answer, request))
                : AnswerProblems.Of(ProblemCode.BrokenAnswer, answer, request);
        }

        return RefusalOfGit(answer, request);
    }

    /// <summary>The problem in an answer that is not Git's.</summary>
    internal static Problem RefusalOfGit(Answer answer, AzureDevOpsRequest request)
    {
        var code = AnswerCodes.Find(answer) switch
        {
            // What REST accepts is refused here: a scope that is missing, or a right.
            ProblemCode.TokenRefused or ProblemCode.PermissionMissing => ProblemCode.GitRefused,
            null => ProblemCode.UnexpectedAnswer,
            { } other => other,
        };
        return AnswerProblems.Of(code, answer, request);
    }
}
