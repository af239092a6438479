using Shouldly;
using Xunit;

namespace ConnectWizard.AzureDevOps;

public sealed class DistinguishedNameTests
{
    [Theory]
    [InlineData("CN=SpaceTech Root, O=SpaceTech, C=NO", "SpaceTech Root")]
    [InlineData("C=NO, O=\"SpaceTech, Inc.\", OU=IT", "SpaceTech, Inc.")]
    [InlineData("CN=\"Acme, Root\"", "Acme, Root")]
    [InlineData("OU=IT, C=NO", "OU=IT, C=NO")]
    [InlineData("O=Acme, CN=Überwachung", "Überwachung")]
    [InlineData("not a name", "not a name")]
    [InlineData("", "")]
    public void A_name_is_said_by_its_common_name(string name, string shown) => DistinguishedName.ShortFormOf(name).ShouldBe(shown);
}
