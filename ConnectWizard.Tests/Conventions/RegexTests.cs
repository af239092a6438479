using System.Reflection;
using System.Text.RegularExpressions;
using ConnectWizard.Checks;
using ConnectWizard.Storage;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>A limit of time would fail on the shortest text where the process waits for a processor: patterns are linear, or their texts are bounded.</summary>
public sealed class RegexTests
{
    private static IEnumerable<GeneratedRegexAttribute> Patterns => typeof(ConnectWizardApp).Assembly.GetTypes()
        .SelectMany(type => type.GetMembers(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Select(member => member.GetCustomAttribute<GeneratedRegexAttribute>()).OfType<GeneratedRegexAttribute>();

    [Fact]
    public void No_pattern_of_the_product_has_a_limit_of_time()
    {
        Patterns.Count().ShouldBeGreaterThan(20);
        Patterns.Where(pattern => pattern.MatchTimeoutMilliseconds != Timeout.Infinite).Select(pattern => pattern.Pattern).ShouldBeEmpty();
    }

    /// <summary>What makes the patterns that look back and ahead read a text again and again, a thousand times longer than what is read.</summary>
    [Theory]
    [InlineData("+")]
    [InlineData("#a")]
    [InlineData("password")]
    [InlineData("token ")]
    [InlineData("Basic ")]
    [InlineData("a.b@")]
    [InlineData("a\\")]
    [InlineData("://a")]
    [InlineData("eyJaaaaa.")]
    [InlineData("user 'a")]
    [InlineData("Access Denied: ")]
    [InlineData("authorization:")]
    public void A_text_that_is_read_again_and_again_is_redacted_all_the_same(string part)
    {
        var secret = Samples.Token();
        var text = secret.Reveal() + " " + string.Concat(Enumerable.Repeat(part, 4_000_000 / part.Length));

        var shortened = new CheckReportRedaction(secret, ["Ada Lovelace"]).Shorten(text, 300);

        shortened.ShouldStartWith(CheckReportRedaction.Mark);
        shortened.Length.ShouldBeLessThanOrEqualTo(300);
    }
}
