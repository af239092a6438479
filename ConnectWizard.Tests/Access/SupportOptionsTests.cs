using Shouldly;
using Xunit;

namespace ConnectWizard.Access;

public sealed class SupportOptionsTests
{
    [Theory]
    [InlineData("https://wiki.example/connect", true)]
    [InlineData("/help/token", true)]
    [InlineData("", false)]
    [InlineData("help/token", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("mailto:help@example", false)]
    public void A_link_leads_to_a_web_address_or_to_a_path_of_ours(string url, bool valid)
    {
        var options = new SupportOptions { Links = [new() { Text = "Help", Url = url }] };

        new ValidateSupportOptions().Validate(null, options).Succeeded.ShouldBe(valid);
    }

    [Fact]
    public void The_links_without_configuration_are_valid()
    {
        var options = new SupportOptions { Links = SupportOptions.DefaultLinks };

        options.Links.ShouldNotBeEmpty();
        new ValidateSupportOptions().Validate(null, options).Succeeded.ShouldBeTrue();
    }
}
