using ConnectWizard.Connections;
using ConnectWizard.Repositories;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

/// <summary>Each kind of token, at each door.</summary>
public sealed class TokenTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("full", "Ingrid Solberg", @"SPACETECH\isolberg")]
    [InlineData("reader", "Amara Okafor", @"SPACETECH\aokafor")]
    [InlineData("project-admin", "Jürgen Weiß", @"SPACETECH\jweiss")]
    [InlineData("contractor", "Tomás Quiroga", @"SPACETECH\ext-tquiroga")]
    [InlineData("code-only", "Amara Okafor", @"SPACETECH\aokafor")]
    [InlineData("project-only", "Amara Okafor", @"SPACETECH\aokafor")]
    public async Task A_valid_token_says_whose_it_is(string token, string name, string login)
    {
        var identity = (await edge.Gateway.GetConnectionDataAsync(edge.Server("azure"), edge.Token(token), Ct)).Value!;

        identity.AccountName.ShouldBe(name);
        identity.AccountLogin.ShouldBe(login);
        Guid.TryParse(identity.AccountId, out _).ShouldBeTrue();
        identity.CollectionId.ShouldNotBeNull();
        identity.Hosted.ShouldBe(false);
        identity.Links.ShouldBe([new ServerLink("accessPoint", "https://azure.spacetech.example/")]);
    }

    [Theory]
    [InlineData("expired", ProblemCode.TokenExpired)]
    [InlineData("revoked", ProblemCode.TokenRefused)]
    public async Task A_token_that_is_no_longer_good_costs_one_request(string token, ProblemCode code)
    {
        edge.Emulator.Requests.Clear();

        var problem = (await edge.Gateway.GetConnectionDataAsync(edge.Server("azure"), edge.Token(token), Ct)).Problem!;

        problem.Code.ShouldBe(code);
        edge.Emulator.Requests.Entries.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("with blank and ümlaut")]
    [InlineData(":colon:")]
    public async Task A_wrong_token_is_refused_whatever_its_characters(string token) =>
        (await edge.Gateway.GetConnectionDataAsync(edge.Server("azure"), new Secret(token), Ct)).Problem!.Code.ShouldBe(ProblemCode.TokenRefused);

    [Fact]
    public async Task A_token_without_the_scope_for_projects_is_told_by_name()
    {
        var results = await edge.Repositories.ListProjectsAsync(edge.Server("azure"), edge.Token("code-only"), Ct).ToListAsync(Ct);

        var problem = results.ShouldHaveSingleItem().Problem!;
        problem.Code.ShouldBe(ProblemCode.ScopeMissing);
        problem.Arguments["scope"].ShouldBe("Project and Team (Read)");
    }

    [Fact]
    public async Task A_token_without_the_scope_for_code_is_told_by_name()
    {
        var results = await edge.Repositories.ListRepositoriesAsync(edge.Server("azure"), edge.Token("project-only"), Ct).ToListAsync(Ct);

        var problem = results.ShouldHaveSingleItem().Problem!;
        problem.Code.ShouldBe(ProblemCode.ScopeMissing);
        problem.Arguments["scope"].ShouldBe("Code (Read)");
    }

    [Theory]
    [InlineData("expired", ProblemCode.TokenExpired)]
    [InlineData("revoked", ProblemCode.TokenRefused)]
    public async Task A_token_that_went_bad_is_not_taken_for_a_missing_scope(string token, ProblemCode code)
    {
        var results = await edge.Repositories.ListRepositoriesAsync(edge.Server("azure"), edge.Token(token), Ct).ToListAsync(Ct);

        results.ShouldHaveSingleItem().Problem!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_collection_that_does_not_exist_is_named()
    {
        var problem = (await edge.Gateway.GetConnectionDataAsync(edge.Server("azure", "Nowhere"), edge.Token("full"), Ct)).Problem!;

        problem.Code.ShouldBe(ProblemCode.CollectionUnknown);
        problem.Arguments["collection"].ShouldBe("Nowhere");
        problem.Arguments["url"].ShouldBe("https://azure.spacetech.example/Nowhere");
    }

    [Theory]
    [InlineData("Flight Systems")]
    [InlineData("Bodenstation München")]
    public async Task A_collection_s_name_is_encoded_on_the_way(string collection) =>
        (await edge.Gateway.GetConnectionDataAsync(edge.Server("azure", collection), edge.Token("full"), Ct)).Succeeded.ShouldBeTrue();
}
