using Shouldly;
using Xunit;

namespace ConnectWizard.Repositories;

[Trait("Kind", "Time")]
public sealed class NaturalOrderTests
{
    [Theory]
    [InlineData("Nightly 2", "Nightly 10")]
    [InlineData("nightly 9", "NIGHTLY 10")]
    [InlineData("v1.9.3", "v1.10")]
    [InlineData("2", "10a")]
    [InlineData("run 007", "run 8")]
    [InlineData("run 0", "run 1")]
    [InlineData("build 999999999999", "build 1000000000000000000000000")]
    [InlineData("Älter", "Z")]
    [InlineData("Ada", "Ångström")]
    [InlineData("Nightly", "Nightly 1")]
    [InlineData("", "a")]
    public void A_name_comes_before_another(string name, string other) => string.CompareOrdinal(NaturalOrder.KeyOf(name), NaturalOrder.KeyOf(other)).ShouldBeLessThan(0);

    [Theory]
    [InlineData("Nightly", "nightly")]
    [InlineData("Run 7", "run 007")]
    [InlineData("Straße", "STRASSE")]
    public void Case_accents_and_leading_zeros_do_not_count(string name, string other) => NaturalOrder.KeyOf(name).ShouldBe(NaturalOrder.KeyOf(other));

    [Fact]
    public void Half_a_character_has_a_key() => NaturalOrder.KeyOf("run \ud83d 2").ShouldNotBeEmpty();

    [Fact]
    public void Items_are_ordered_by_their_names() => new[] { "Werk 10", "Werk 2", "werk 1" }.OrderByName(name => name).ShouldBe(["werk 1", "Werk 2", "Werk 10"]);
}
