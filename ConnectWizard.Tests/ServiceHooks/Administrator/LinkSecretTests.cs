using Shouldly;
using Xunit;

namespace ConnectWizard.ServiceHooks.Administrator;

public sealed class LinkSecretTests
{
    [Fact]
    public void Each_is_another_of_256_bits_and_hashes_to_what_is_stored()
    {
        var (one, other) = (LinkSecret.New(), LinkSecret.New());
        (one.Reveal() == other.Reveal()).ShouldBeFalse();
        one.Length.ShouldBe(43);
        LinkSecret.TryHash(one.Reveal()).ShouldBe(LinkSecret.HashOf(one));
        (LinkSecret.HashOf(one) == LinkSecret.HashOf(other)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ä")]
    public void What_cannot_be_one_is_not_looked_up(string? text) => LinkSecret.TryHash(text).ShouldBeNull();
}
