using System.Text;
using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

[Trait("Kind", "Time")]
public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("user:secret", "user", "secret")]
    [InlineData(":secret", "", "secret")]
    [InlineData("user:with:colons", "user", "with:colons")]
    public void User_name_and_password_are_read(string pair, string user, string password)
    {
        var credentials = BasicCredentials.Parse($"basic {Encode(pair)}").ShouldNotBeNull();

        (credentials.UserName, credentials.Password.Reveal()).ShouldBe((user, password));
        credentials.ToString().ShouldContain("***");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic %%%")]
    [InlineData("Bearer dXNlcjpzZWNyZXQ=")]
    public void Another_scheme_and_what_is_no_base64_is_nothing(string? header) => BasicCredentials.Parse(header).ShouldBeNull();

    [Fact]
    public void A_pair_without_a_password_and_one_that_is_too_long_is_nothing()
    {
        BasicCredentials.Parse($"Basic {Encode("user")}").ShouldBeNull();
        BasicCredentials.Parse($"Basic {Encode("user:")}").ShouldBeNull();
        BasicCredentials.Parse($"Basic {Encode("user:" + new string('x', 2000))}").ShouldBeNull();
    }

    private static string Encode(string pair) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
