using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using ConnectWizard.Browser;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Shouldly;
using Xunit;

namespace ConnectWizard.Components;

/// <summary>
/// The theme's stylesheet says what MudBlazor's provider, which pages do without, would write for <see cref="ProductTheme"/>. <c>UPDATE_THEME=1</c>
/// writes it.
/// </summary>
public sealed partial class ThemeFileTests : BunitContext
{
    private static string Path { get; } = System.IO.Path.Combine(BuildFacts.RepositoryRoot, "wwwroot-assets", "css", "theme.css");

    public ThemeFileTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Fact]
    public async Task The_stylesheet_is_what_the_provider_says()
    {
        var css = Stylesheet();
        if (Environment.GetEnvironmentVariable("UPDATE_THEME") == "1")
        {
            await File.WriteAllTextAsync(Path, css, Xunit.TestContext.Current.CancellationToken);
            return;
        }

        (await File.ReadAllTextAsync(Path, Xunit.TestContext.Current.CancellationToken) == css)
            .ShouldBeTrue("css/theme.css differs from the theme in code: run this test once with UPDATE_THEME=1.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_stands_out_from_what_it_is_on(bool isDark)
    {
        var variables = Variables(isDark);
        foreach (var (text, ground) in Pairs)
            Contrast(variables[text], variables[ground]).ShouldBeGreaterThanOrEqualTo(4.5, $"{text} on {ground}");

        foreach (var ground in (string[])["background", "surface"])
            Contrast(variables["lines-inputs"], variables[ground]).ShouldBeGreaterThanOrEqualTo(3, $"the border of a field on {ground}");
    }

    private static IEnumerable<(string Text, string Ground)> Pairs =>
    [
        .. from text in (string[])["text-primary", "text-secondary", "text-disabled", "primary", "success", "warning", "error", "success-darken", "warning-darken", "error-darken"]
           from ground in (string[])["background", "surface"]
           select (text, ground),
        .. from color in (string[])["primary", "info", "success", "warning", "error"] select ($"{color}-text", color),
        ("action-disabled", "surface"),
    ];

    /// <summary>Light by itself; dark where the system or the switch says so. What is the same in both is said once.</summary>
    private string Stylesheet()
    {
        var (light, dark) = (Lines(isDark: false), Lines(isDark: true));
        var changed = dark.Except(light, StringComparer.Ordinal).ToList();
        return new StringBuilder("/* Made from ProductTheme.cs by a test (UPDATE_THEME=1). */\n")
            .Append(Rule(":root", ["color-scheme: light dark;", .. light]))
            .Append(Rule(":root[data-theme=\"light\"]", ["color-scheme: light;"]))
            .Append(Rule(":root[data-theme=\"dark\"]", ["color-scheme: dark;", .. changed]))
            .Append(Rule(":root .when-dark, :root[data-theme=\"dark\"] .when-light", ["display: none;"]))
            .Append(Rule(":root[data-theme=\"dark\"] .when-dark", ["display: inline;"]))
            .Append("@media (prefers-color-scheme: dark) {\n").Append(Rule(":root:not([data-theme])", changed))
            .Append(Rule(":root:not([data-theme]) .when-light", ["display: none;"])).Append(Rule(":root:not([data-theme]) .when-dark", ["display: inline;"])).Append("}\n").ToString();
    }

    private static string Rule(string selector, IEnumerable<string> lines) => $"{selector} {{\n{string.Concat(lines.Select(line => $"  {line}\n"))}}}\n";

    private string[] Lines(bool isDark)
    {
        var provider = Render<MudThemeProvider>(parameters => parameters.Add(shown => shown.Theme, ProductTheme.Create()).Add(shown => shown.IsDarkMode, isDark));
        return [.. Variable().Matches(provider.Find("style.mud-theme-provider").TextContent).Select(match => match.Value)];
    }

    private Dictionary<string, string> Variables(bool isDark) => Lines(isDark).Where(line => line.StartsWith("--mud-palette-", StringComparison.Ordinal))
        .Select(line => line["--mud-palette-".Length..^1].Split(": ")).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static double Contrast(string one, string other)
    {
        double[] lights = [.. new[] { Luminance(new(one)), Luminance(new(other)) }.OrderDescending()];
        return (lights[0] + 0.05) / (lights[1] + 0.05);
    }

    /// <summary>As WCAG 2.2 defines relative luminance.</summary>
    private static double Luminance(MudBlazor.Utilities.MudColor color) => 0.2126 * Linear(color.R) + 0.7152 * Linear(color.G) + 0.0722 * Linear(color.B);

    private static double Linear(byte channel) => channel / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);

    [GeneratedRegex("--[\\w-]+: [^;]*;", RegexOptions.None, 5000)]
    private static partial Regex Variable();
}
