using Shouldly;
using Xunit;

namespace ConnectWizard.Accounts;

public sealed class SignInOptionsTests
{
    [Theory]
    [InlineData("login.microsoftonline.com")]
    [InlineData("")]
    [InlineData("ftp://login.example")]
    [InlineData("https://login.example/?tenant=x")]
    [InlineData("https://user:word@login.example")]
    [InlineData("http://login.example/v2.0")]
    [InlineData("http://10.0.0.1/organizations/v2.0")]
    public void An_authority_that_cannot_be_one_is_named_by_its_key(string authority) =>
        Errors(new SignInOptions { Authority = authority }).ShouldHaveSingleItem().ShouldStartWith("AzureDevOps:Cloud:Authority: ");

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080/realms/x")]
    [InlineData("http://[::1]:8080")]
    public void A_provider_on_this_machine_may_speak_plain_http(string authority) => Errors(new SignInOptions { Authority = authority }).ShouldBeEmpty();

    [Fact]
    public void All_that_a_person_may_do_is_never_asked_for() =>
        Errors(new SignInOptions { Scopes = "openid 499b84ac-1321-427f-aa17-267ca6975798/user_impersonation" }).ShouldHaveSingleItem().ShouldStartWith("AzureDevOps:Cloud:Scopes: ");

    [Theory]
    [InlineData("https://login.microsoftonline.com/organizations", "https://login.microsoftonline.com/organizations/v2.0", true)]
    [InlineData("https://login.microsoftonline.us/contoso.example/", "https://login.microsoftonline.us/contoso.example/v2.0", true)]
    [InlineData("https://login.microsoftonline.com/organizations/v2.0/", "https://login.microsoftonline.com/organizations/v2.0", false)]
    [InlineData("https://id.example/realms/x", "https://id.example/realms/x", false)]
    public void An_Entra_authority_without_its_version_gets_it(string authority, string url, bool isAdded)
    {
        var options = new SignInOptions { Authority = authority };

        (options.AuthorityUrl.AbsoluteUri, options.IsEntraVersionMissing).ShouldBe((url, isAdded));
    }

    [Fact]
    public void The_defaults_are_good_and_name_what_is_missing()
    {
        var options = new SignInOptions();

        Errors(options).ShouldBeEmpty();
        options.AuthorityUrl.AbsoluteUri.ShouldBe("https://login.microsoftonline.com/organizations/v2.0");
        options.MissingKeys.ShouldBe(["AzureDevOps:Cloud:ClientId"]);
    }

    private static IEnumerable<string> Errors(SignInOptions options) => new ValidateSignInOptions().Validate(null, options).Failures ?? [];
}
