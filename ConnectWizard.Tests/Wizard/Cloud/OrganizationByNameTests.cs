using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Cloud;

public sealed class OrganizationByNameTests
{
    [Theory]
    [InlineData("contoso")]
    [InlineData("  contoso ")]
    [InlineData("\"contoso\"")]
    [InlineData("https://vscode.dev/azurerepos/contoso/App/Site")]
    [InlineData("https://url.avanan.click/v2/___https://dev.azure.com/contoso/App/_git/Site___.YXAz")]
    [InlineData("https://dev.azure.com/contoso")]
    [InlineData("dev.azure.com/contoso/")]
    [InlineData("https://contoso.visualstudio.com/DefaultCollection")]
    [InlineData("https://contoso@dev.azure.com/contoso/My%20Project/_git/site")]
    [InlineData("git@ssh.dev.azure.com:v3/contoso/My%20Project/site")]
    public void A_name_and_any_address_name_it(string text) => Read(text)!.Name.ShouldBe("contoso");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dev.azure.com")]
    [InlineData("https://azure.example.com/tfs/DefaultCollection")]
    [InlineData("con toso")]
    [InlineData("../admin")]
    [InlineData("-contoso")]
    [InlineData("contoso?x=1")]
    public void Anything_else_names_none(string? text) => Read(text).ShouldBeNull();

    [Fact]
    public void Project_and_repository_of_an_address_are_kept()
    {
        var named = Read("https://dev.azure.com/contoso/My%20Project/_git/site").ShouldNotBeNull();

        (named.Project, named.Repository).ShouldBe(("My Project", "site"));
    }

    private static OrganizationByName? Read(string? text) => new CloudForm { Organization = text ?? "" }.ByName;
}
