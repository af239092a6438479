using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

[Trait("Kind", "Time")]
public sealed class TokenTextTests
{
    [Theory]
    [InlineData("abc123", false)]
    [InlineData(" abc123", true)]
    [InlineData("abc123\r\n", true)]
    [InlineData("\"abc123\"", true)]
    [InlineData("'abc123' ", true)]
    [InlineData("\u00a0abc123\u200b", true)]
    [InlineData("\ufeffabc123", true)]
    [InlineData("“abc123”", true)]
    [InlineData("\"abc123\",", true)]
    [InlineData("abc123.", true)]
    public void What_stands_around_a_token_is_trimmed_with_a_note(string typed, bool noted)
    {
        var token = TokenText.Clean(typed).Value.ShouldNotBeNull();

        token.Token.Reveal().ShouldBe("abc123");
        token.Notes.Any(note => note.Code == InputNoteCode.TokenTrimmed).ShouldBe(noted);
    }

    [Theory]
    [InlineData(":abc123")]
    [InlineData("ada:abc123")]
    [InlineData(" ada@corp.example:abc123 ")]
    [InlineData("OmFiYzEyMw==")]
    [InlineData("OmFiYzEyMw")]
    [InlineData("Basic OmFiYzEyMw==")]
    [InlineData("Authorization: Basic YWRhOmFiYzEyMw==")]
    [InlineData("Bearer abc123")]
    [InlineData("abc123:")]
    [InlineData("YWJjMTIzOg==")]
    [InlineData("abc123:x-oauth-basic")]
    [InlineData("https://x:abc123@dev.azure.com/contoso/_git/app")]
    [InlineData("https://:abc123@dev.azure.com/contoso")]
    [InlineData("https://abc123:x-oauth-basic@dev.azure.com/contoso")]
    [InlineData("AZURE_DEVOPS_EXT_PAT=abc123")]
    [InlineData("export AZURE_DEVOPS_EXT_PAT=\"abc123\"")]
    [InlineData("$env:AZURE_DEVOPS_EXT_PAT = 'abc123';")]
    [InlineData("pat=abc123")]
    [InlineData("\"pat\": \"abc123\",")]
    public void A_token_in_the_form_that_tools_want_is_taken_out_with_a_note(string typed)
    {
        var token = TokenText.Clean(typed).Value.ShouldNotBeNull();

        token.Token.Reveal().ShouldBe("abc123");
        token.Notes.ShouldContain(note => note.Code == InputNoteCode.TokenUnwrapped);
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst")]
    [InlineData("1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjK")]
    public void A_token_as_Azure_DevOps_makes_it_is_left_as_it_is(string typed)
    {
        var token = TokenText.Clean(typed).Value.ShouldNotBeNull();

        token.Token.Reveal().ShouldBe(typed);
        token.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(" \r\n")]
    [InlineData("\"\"")]
    public void An_empty_token_is_missing(string? typed) => TokenText.Clean(typed).Problem.ShouldNotBeNull().Code.ShouldBe(ProblemCode.TokenMissing);

    [Theory]
    [InlineData("abc 123", "blank")]
    [InlineData("abc\n123", "blank")]
    [InlineData("abc\u0001123", "blank")]
    [InlineData("abc\u00a0123", "blank")]
    [InlineData("äbc123", "character")]
    [InlineData("abc…123", "character")]
    [InlineData("abc\u200b123", "character")]
    public void A_token_with_something_foreign_inside_is_refused_unsent_and_not_repeated(string typed, string variant)
    {
        var problem = TokenText.Clean(typed).Problem.ShouldNotBeNull();

        problem.Code.ShouldBe(ProblemCode.TokenMalformed);
        problem.Arguments[ProblemText.Variant].ShouldBe(variant);
        ProblemText.For(problem).ToString().ShouldNotContain("123");
    }

    [Theory]
    [InlineData("https://dev.azure.com/contoso")]
    [InlineData("https://contoso@dev.azure.com/contoso/_git/app")]
    public void An_address_without_a_token_is_not_sent(string typed)
    {
        var problem = TokenText.Clean(typed).Problem.ShouldNotBeNull();

        (problem.Code, problem.Arguments[ProblemText.Variant]).ShouldBe((ProblemCode.TokenMalformed, "address"));
    }

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst:ada")]
    [InlineData("https://abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst@dev.azure.com/contoso")]
    public void What_looks_like_a_token_is_it_on_either_side(string typed) =>
        TokenText.Clean(typed).Value!.Token.Reveal().ShouldBe("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst");

    [Fact]
    public void A_text_far_longer_than_a_token_is_none() =>
        TokenText.Clean(new string('a', 1025)).Problem.ShouldNotBeNull().Arguments[ProblemText.Variant].ShouldBe("long");
}
