using Shouldly;
using Xunit;

namespace ConnectWizard.Connections;

[Trait("Kind", "Time")]
public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(" \r\n", null)]
    [InlineData("\u202E\u2066\u200B", null)]
    [InlineData("Fix it\n\nBecause it broke.", "Fix it")]
    [InlineData("\n\nFix it", "Fix it")]
    [InlineData("a\tb\u00A0c", "a b c")]
    [InlineData("gnp\u202E.exe\u0000", "gnp.exe")]
    [InlineData("<b>Größe</b> 🚀", "<b>Größe</b> 🚀")]
    public void A_line_has_nothing_that_is_not_seen(string? text, string? shown) => DisplayText.Of(text).ShouldBe(shown);

    [Fact]
    public void A_long_line_is_cut_between_characters()
    {
        var shown = DisplayText.Of(string.Concat(Enumerable.Repeat("🚀", 500)))!;

        shown.Length.ShouldBeLessThanOrEqualTo(DisplayText.MaxLength);
        shown.ShouldEndWith("🚀…");
    }

    [Theory]
    [InlineData("Flight\u202Eexe.tset", "Flightexe.tset")]
    [InlineData("a\u2067b\u0007c\u2028", "abc")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    public void A_name_has_nothing_that_turns_it_around(string name, string shown)
    {
        DisplayText.WithoutUnshowable(name).ShouldBe(shown);
        DisplayText.HasUnshowable(name).ShouldBe(name != shown);
    }
}
