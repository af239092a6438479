using System.Text.RegularExpressions;
using ConnectWizard.Browser;
using Shouldly;
using Xunit;

namespace ConnectWizard.Conventions;

/// <summary>Looks come from MudBlazor's classes and from one small stylesheet.</summary>
public sealed partial class StyleTests
{
    private const int MaxLines = 300;

    private static string Product => Path.Combine(BuildFacts.RepositoryRoot, "ConnectWizard");

    [Fact]
    public void No_markup_has_a_style_of_its_own() => FilesOf("*.razor").Where(file => StyleAttribute().IsMatch(File.ReadAllText(file))).ShouldBeEmpty();

    [Fact]
    public void Written_styles_stay_small() =>
        FilesOf("*.razor.css").Append(Path.Combine(BuildFacts.RepositoryRoot, "wwwroot-assets", "css", "app.css")).Sum(file => File.ReadLines(file).Count()).ShouldBeLessThan(MaxLines);

    [Theory]
    [InlineData("<div style=\"max-height: 60vh\">", true)]
    [InlineData("<MudText Style=\"@Height\">", true)]
    [InlineData("<div class=\"scroller\" data-style=\"plain\">", false)]
    public void A_style_is_seen_on_elements_and_components(string markup, bool isStyled) => StyleAttribute().IsMatch(markup).ShouldBe(isStyled);

    private static IEnumerable<string> FilesOf(string pattern) => Directory.EnumerateFiles(Product, pattern, SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));

    [GeneratedRegex(@"(?<=\s)style\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex StyleAttribute();
}
