using ConnectWizard.Connections;
using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class ServerProbeTests(EdgeFixture edge) : IClassFixture<EdgeFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("azure", "https://azure.spacetech.example")]
    [InlineData("devops", "https://devops.spacetech.example/tfs")]
    [InlineData("old", "https://old.spacetech.example")]
    [InlineData("tfs", "http://tfs.spacetech.example:8080/tfs")]
    public async Task A_server_offers_its_schemes_and_names_itself_in_the_realm(string server, string realm)
    {
        var greeting = (await edge.Gateway.ProbeAsync(edge.Server(server), Ct)).Value!;

        greeting.Schemes.ShouldBe(["Bearer", "Basic", "Negotiate", "NTLM"]);
        greeting.BasicRealm!.TrimEnd('/').ShouldBe(realm);
        greeting.Evidence.ShouldContain(new Evidence("Status", "401"));
        greeting.Evidence.ShouldContain(evidence => evidence.Label == "Activity id");
    }

    [Fact]
    public async Task No_credential_goes_along()
    {
        edge.Emulator.Requests.Clear();

        await edge.Gateway.ProbeAsync(edge.Server("code"), Ct);

        var request = edge.Emulator.Requests.Entries.ShouldHaveSingleItem();
        request.Credential.ToString().ShouldBe("None");
        request.Target.ShouldBe("/DefaultCollection/_apis/connectionData");
    }

    [Fact]
    public async Task Where_iis_takes_basic_over_its_realm_is_a_bare_host()
    {
        var greeting = (await edge.Gateway.ProbeAsync(edge.Scene("iis-basic"), Ct)).Value!;

        greeting.BasicRealm.ShouldBe("iis-basic.spacetech.example");
    }

    [Fact]
    public async Task Where_windows_alone_is_offered_there_is_no_basic()
    {
        var greeting = (await edge.Gateway.ProbeAsync(edge.Scene("windows-only"), Ct)).Value!;

        greeting.Schemes.ShouldBe(["Negotiate", "NTLM"]);
        greeting.BasicRealm.ShouldBeNull();
    }

    [Fact]
    public async Task A_missing_virtual_directory_meets_another_web_server()
    {
        var target = edge.Server("devops");
        var without = target with { Address = target.Address with { VirtualDirectory = "" } };

        (await edge.Gateway.ProbeAsync(without, Ct)).Problem!.Code.ShouldBe(ProblemCode.NotAzureDevOps);
    }
}
