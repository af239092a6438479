using Shouldly;
using Xunit;

namespace ConnectWizard.Checks;

public sealed class ServerOptionsTests
{
    [Theory]
    [InlineData("new")]
    [InlineData("2018")]
    [InlineData("2022.1")]
    [InlineData("")]
    public void A_minimum_that_is_no_year_of_a_release_is_named_by_its_key(string minimum) =>
        new ValidateServerOptions().Validate(null, new ServerOptions { MinimumVersion = minimum }).Failures!
            .ShouldHaveSingleItem().ShouldStartWith("AzureDevOps:Server:MinimumVersion: ");

    [Theory]
    [InlineData(null, 2020)]
    [InlineData("2019", 2019)]
    [InlineData("2022", 2022)]
    public void A_year_is_taken(string? minimum, int year)
    {
        var options = minimum is null ? new ServerOptions() : new ServerOptions { MinimumVersion = minimum };

        new ValidateServerOptions().Validate(null, options).Succeeded.ShouldBeTrue();
        options.MinimumYear.ShouldBe(year);
    }
}
