using System.Globalization;
using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Payment-Gateway", "payment-gateway")]
    [InlineData("Žluťoučký kůň", "zlutoucky kun")]
    [InlineData("Zlutouc\u030Cky", "zlutoucky")]
    [InlineData("Straße", "strasse")]
    [InlineData("GROẞ", "gross")]
    [InlineData("Işık İSTANBUL ılık", "isik istanbul ilik")]
    [InlineData("Smørrebrød Łódź Þór", "smorrebrod lodz thor")]
    [InlineData("Ærø œuvre", "aero oeuvre")]
    [InlineData("ΟΔΟΣ οδός", "οδοσ οδοσ")]
    [InlineData("ﬁrmware Ｆｕｌｌ", "firmware full")]
    [InlineData("火星探査機", "火星探査機")]
    [InlineData("🚀 rover", "🚀 rover")]
    public void Case_and_accents_are_folded_away(string text, string folded) => SearchText.Fold(text).ShouldBe(folded);

    [Theory]
    [InlineData("Straße")]
    [InlineData("İSTANBUL")]
    [InlineData("ガンダム")]
    [InlineData("한국어")]
    public void Folding_twice_changes_nothing(string text) => SearchText.Fold(SearchText.Fold(text)).ShouldBe(SearchText.Fold(text));

    /// <summary>Texts in Latin letters alone are folded another way, letter by letter.</summary>
    [Fact]
    public void A_letter_is_folded_the_same_whatever_stands_beside_it()
    {
        var letters = string.Concat(Enumerable.Range(0, 0x300).Select(letter => (char)letter));

        (SearchText.Fold(letters[..0x250]) + SearchText.Fold(letters[0x250..])).ShouldBe(SearchText.Fold(letters + "探")[..^1]);
    }

    [Theory]
    [InlineData("\uA67A")]
    [InlineData("\u0301\u0302")]
    public void A_name_of_marks_alone_stays_one(string name) => SearchText.Fold(name).ShouldNotBeEmpty();

    [Fact]
    public void Half_a_letter_does_not_break_the_search() => SearchText.Fold("é\uD83D").ShouldBe("e\uFFFD");

    [Fact]
    public void The_culture_of_the_page_makes_no_difference()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            SearchText.Fold("INFRA İl").ShouldBe("infra il");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("  rover   Firmware\t", "rover|firmware")]
    [InlineData("Mars/rover", "mars|rover")]
    [InlineData("rover ROVER", "rover")]
    [InlineData(" \u00A0/ ", "")]
    public void A_search_is_cut_into_words(string text, string words) => string.Join('|', SearchText.Words(text)).ShouldBe(words);
}
