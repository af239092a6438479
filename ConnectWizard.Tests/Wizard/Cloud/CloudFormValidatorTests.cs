using Shouldly;
using Xunit;

namespace ConnectWizard.Wizard.Cloud;

public sealed class CloudFormValidatorTests
{
    /// <summary>As long as a token, and none.</summary>
    private static readonly string TokenLike = string.Concat(Enumerable.Repeat("abcdefghijkl", 7));

    [Theory]
    [InlineData("", "Enter the organization")]
    [InlineData("https://azure.example.com/tfs/DefaultCollection", "your own server")]
    [InlineData("https://dev.azure.com/", "names no organization")]
    [InlineData("https://aex.dev.azure.com/me", "names no organization")]
    [InlineData("https://github.com/contoso/site", "This is a GitHub address.")]
    [InlineData("https://url.emailprotection.link/?bXyz", "url.emailprotection.link only forwards")]
    [InlineData("con toso", "letters, digits and hyphens")]
    public void What_names_no_organization_says_why(string text, string words) =>
        ErrorsOf(new CloudForm { Organization = text, Token = "abc" }).ShouldHaveSingleItem().ShouldContain(words);

    [Fact]
    public void A_token_in_another_field_is_told_and_not_stored()
    {
        ErrorsOf(new CloudForm { Organization = TokenLike, Token = "abc" }).ShouldHaveSingleItem().ShouldContain("looks like a token");
        ErrorsOf(new CloudForm { Organization = "contoso", Token = "abc", Name = TokenLike }).ShouldHaveSingleItem().ShouldContain("token");
        new CloudForm { Name = TokenLike }.ToName().ShouldBe("");
    }

    [Fact]
    public void Without_a_token_one_that_was_kept_will_do()
    {
        ErrorsOf(new CloudForm { Organization = "contoso" }).ShouldHaveSingleItem();
        ErrorsOf(new CloudForm { Organization = "contoso", HasKeptToken = true }).ShouldBeEmpty();
    }

    [Fact]
    public void An_account_needs_no_token() =>
        new CloudFormValidator(asksToken: false).Validate(new CloudForm { Organization = "contoso" }).IsValid.ShouldBeTrue();

    private static IEnumerable<string> ErrorsOf(CloudForm form) => new CloudFormValidator(asksToken: true).Validate(form).Errors.Select(error => error.ErrorMessage);
}
