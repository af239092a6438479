using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

[Trait("Kind", "Time")]
public sealed class VersionTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tfs", "4.1", "Team Foundation Server 2018.2", 2018, true)]
    [InlineData("old", "5.0", "Azure DevOps Server 2019", 2019, false)]
    [InlineData("devops", "6.0", "Azure DevOps Server 2020", 2020, false)]
    [InlineData("code", "7.0", "Azure DevOps Server 2022", 2022, false)]
    [InlineData("azure", "7.1", "Azure DevOps Server 2022.1", 2022, false)]
    [InlineData("next", "7.2", "Azure DevOps Server (December 2025 or newer)", 2025, false)]
    public async Task A_server_s_version_is_read_off_its_resource_locations(string server, string level, string product, int year, bool isTfs)
    {
        var version = (await edge.Gateway.ReadVersionAsync(edge.Server(server), edge.Token("reader"), Ct)).Value;

        version.ShouldBe(new ServerVersion(level, product, year, isTfs, IsNewerThanKnown: false));
    }

    [Theory]
    [InlineData("8.0", "Azure DevOps Server, newer than the release of December 2025", 2025, false, true)]
    [InlineData("7.3", "Azure DevOps Server, newer than the release of December 2025", 2025, false, true)]
    [InlineData("6.2", "Azure DevOps Server 2020.1", 2020, false, false)]
    [InlineData("5.1", "Azure DevOps Server 2019.1", 2019, false, false)]
    [InlineData("4.0", "Team Foundation Server 2018", 2018, true, false)]
    [InlineData("2.3", "Team Foundation Server 2015.3", 2015, true, false)]
    [InlineData("0.9", "Team Foundation Server 2013", 2013, true, false)]
    public void A_level_belongs_to_a_product(string level, string product, int year, bool isTfs, bool isNewer) =>
        ProductVersions.Find(Version.Parse(level)).ShouldBe(new ServerVersion(level, product, year, isTfs, isNewer));

    [Fact]
    public async Task A_refused_token_is_the_token_s_problem() =>
        (await edge.Gateway.ReadVersionAsync(edge.Server("azure"), edge.Token("revoked"), Ct)).Problem!.Code.ShouldBe(ProblemCode.TokenRefused);
}
