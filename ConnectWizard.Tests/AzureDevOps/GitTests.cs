using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class GitTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("DefaultCollection", "Mission Control", "mission-control")]
    [InlineData("DefaultCollection", "Mission Control", "procedures-next")]
    [InlineData("Bodenstation München", "Empfangstechnik", "verstärker-firmware")]
    public async Task Git_answers_the_token_in_its_second_protocol(string collection, string project, string repository)
    {
        var answer = (await edge.Gateway.AskGitAsync(edge.Server("azure", collection), edge.Token("reader"), project, repository, Ct)).Value!;

        answer.Refs.ShouldBeNull();
        answer.Evidence.ShouldContain(new Evidence("Content type", "application/x-git-upload-pack-advertisement"));
    }

    [Theory]
    [InlineData("reader", "console-legacy", ProblemCode.RepositoryUnknown)]
    [InlineData("reader", "no-such-repository", ProblemCode.RepositoryUnknown)]
    [InlineData("reader", "mission-control.git", ProblemCode.RepositoryUnknown)]
    [InlineData("project-only", "mission-control", ProblemCode.GitRefused)]
    [InlineData("revoked", "mission-control", ProblemCode.GitRefused)]
    [InlineData("expired", "mission-control", ProblemCode.TokenExpired)]
    public async Task A_refusal_of_git_is_told_by_its_code(string token, string repository, ProblemCode code)
    {
        var problem = (await edge.Gateway.AskGitAsync(edge.Server("azure"), edge.Token(token), "Mission Control", repository, Ct)).Problem!;

        problem.Code.ShouldBe(code);
        problem.Arguments["repository"].ShouldBe(repository);
        problem.Arguments["status"].ShouldBe(code == ProblemCode.RepositoryUnknown ? "404" : "401");
    }
}
