using MudBlazor;

namespace ConnectWizard.Components;

/// <summary>
/// The colours, type and measures of every page. MudBlazor's own provider writes a style element, which the content security policy refuses: a test
/// writes what the provider would say to <c>css/theme.css</c>, once with UPDATE_THEME=1, and compares it ever after. Contrasts are AA. The "darken" of a
/// colour is its text on its own tint.
/// </summary>
public static class ProductTheme
{
    /// <summary>The theme, light and dark.</summary>
    public static MudTheme Create() => new()
    {
        PaletteLight = Light,
        PaletteDark = Dark,
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px" },
        Typography = Type,
    };

    private static PaletteLight Light => new()
    {
        Black = "#17202B",
        Primary = "#1D5FC4",
        PrimaryDarken = "#174C9E",
        PrimaryLighten = "#3B7BDD",
        Secondary = "#4A5868",
        SecondaryDarken = "#3A4654",
        Tertiary = "#0E7490",
        Info = "#1D5FC4",
        InfoDarken = "#174C9E",
        Success = "#15803D",
        SuccessDarken = "#116631",
        Warning = "#AB4E08",
        WarningDarken = "#8A3F06",
        Error = "#C4281C",
        ErrorDarken = "#A31F15",
        Dark = "#17202B",
        TextPrimary = "#17202B",
        TextSecondary = "#4A5868",
        TextDisabled = "#66727F",
        ActionDefault = "#4A5868",
        ActionDisabled = "#66727F",
        ActionDisabledBackground = "#E6EAEF",
        Background = "#F5F7FA",
        BackgroundGray = "#EDF0F4",
        Surface = "#FFFFFF",
        AppbarBackground = "#FFFFFF",
        AppbarText = "#17202B",
        LinesDefault = "#DFE4EA",
        LinesInputs = "#7D8A99",
        TableLines = "#DFE4EA",
        Divider = "#DFE4EA",
        DividerLight = "#EDF0F4",
        HoverOpacity = 0.08,
    };

    private static PaletteDark Dark => new()
    {
        Black = "#0F141B",
        Primary = "#8AB4FF",
        PrimaryContrastText = "#0B1B33",
        PrimaryDarken = "#B0CCFF",
        PrimaryLighten = "#B0CCFF",
        Secondary = "#A9B5C3",
        SecondaryContrastText = "#0F141B",
        SecondaryDarken = "#C6CFDA",
        Tertiary = "#67D5EA",
        TertiaryContrastText = "#0F141B",
        Info = "#8AB4FF",
        InfoContrastText = "#0B1B33",
        InfoDarken = "#B0CCFF",
        Success = "#4ADE80",
        SuccessContrastText = "#06200F",
        SuccessDarken = "#86EFAC",
        Warning = "#FBBF24",
        WarningContrastText = "#2A1C00",
        WarningDarken = "#FCD34D",
        Error = "#FF8A80",
        ErrorContrastText = "#330804",
        ErrorDarken = "#FFB4AC",
        Dark = "#2A3441",
        DarkContrastText = "#E6EBF2",
        TextPrimary = "#E6EBF2",
        TextSecondary = "#A9B5C3",
        TextDisabled = "#8794A3",
        ActionDefault = "#A9B5C3",
        ActionDisabled = "#8794A3",
        ActionDisabledBackground = "#232C38",
        Background = "#0F141B",
        BackgroundGray = "#1D2631",
        Surface = "#171E27",
        AppbarBackground = "#171E27",
        AppbarText = "#E6EBF2",
        LinesDefault = "#2A3441",
        LinesInputs = "#6B7B8D",
        TableLines = "#2A3441",
        Divider = "#2A3441",
        DividerLight = "#1D2631",
        HoverOpacity = 0.12,
    };

    private static Typography Type => new()
    {
        Default = Font<DefaultTypography>("0.9375rem", "400", "1.5"),
        H1 = Font<H1Typography>("1.75rem", "700", "1.2", "-0.02em"),
        H2 = Font<H2Typography>("1.125rem", "650", "1.35", "-0.01em"),
        H3 = Font<H3Typography>("1rem", "650", "1.4", "-0.005em"),
        H4 = Font<H4Typography>("0.9375rem", "650", "1.4"),
        H5 = Font<H5Typography>("0.9375rem", "650", "1.4"),
        H6 = Font<H6Typography>("1.0625rem", "650", "1.4", "-0.01em"),
        Subtitle1 = Font<Subtitle1Typography>("1rem", "400", "1.5"),
        Subtitle2 = Font<Subtitle2Typography>("0.875rem", "600", "1.5"),
        Body1 = Font<Body1Typography>("0.9375rem", "400", "1.5"),
        Body2 = Font<Body2Typography>("0.875rem", "400", "1.45"),
        Button = Font<ButtonTypography>("0.9375rem", "600", "1.5"),
        Caption = Font<CaptionTypography>("0.8125rem", "400", "1.45"),
    };

    private static T Font<T>(string size, string weight, string height, string spacing = "normal")
        where T : BaseTypography, new() => new()
        {
            FontFamily = ["Inter", "Inter Fallback", "Segoe UI", "system-ui", "sans-serif"],
            FontSize = size,
            FontWeight = weight,
            LineHeight = height,
            LetterSpacing = spacing,
            TextTransform = "none",
        };
}
