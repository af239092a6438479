using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

public sealed class DraftIdTests
{
    [Fact]
    public void A_new_id_is_read_back()
    {
        var id = DraftId.New();

        DraftId.TryParse(id.Value, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA/A")]
    [InlineData("AAAAAAAAAA AAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public void Anything_else_is_refused_without_a_word(string? text) => DraftId.TryParse(text, out _).ShouldBeFalse();
}
