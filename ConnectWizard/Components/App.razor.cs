using ConnectWizard.Components.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Components;

/// <summary>The document around every page.</summary>
public sealed partial class App
{
    /// <summary>Written by js/shell.js, read here so that the first paint is right.</summary>
    private const string ThemeCookie = "cw-theme";

    /// <summary>The name of the browser's time zone, written by js/shell.js.</summary>
    public const string ZoneCookie = "cw-zone";

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    [Inject]
    public required IStringLocalizer<App> Text { get; init; }

    /// <summary>An error that ends the circuit is told as one that the layout shows.</summary>
    [Inject]
    public required IStringLocalizer<MainLayout> LayoutText { get; init; }

    /// <summary>"light" or "dark" once somebody chose; otherwise the system decides and the attribute is left out.</summary>
    internal static string? ThemeOf(HttpContext? context) => context?.Request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null;

    private string? TimeZone => HttpContext?.Request.Cookies[ZoneCookie];
}
