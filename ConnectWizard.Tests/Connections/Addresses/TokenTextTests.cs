using Shouldly;
using Xunit;

namespace ConnectWizard.Connections.Addresses;

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
    public void What_stands_around_a_token_is_trimmed_with_a_note(string typed, bool noted)
    {
        var token = TokenText.Clean(typed).Value.ShouldNotBeNull();

        token.Token.Reveal().ShouldBe("abc123");
        token.Notes.Any(note => note.Code == InputNoteCode.TokenTrimmed).ShouldBe(noted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
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

    [Fact]
    public void A_text_far_longer_than_a_token_is_none() =>
        TokenText.Clean(new string('a', 1025)).Problem.ShouldNotBeNull().Arguments[ProblemText.Variant].ShouldBe("long");
}
