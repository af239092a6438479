using Microsoft.Playwright;

namespace ConnectWizard.Browser.Walk;

/// <summary>How a page is looked at.</summary>
internal sealed record PageView(string Name, ColorScheme Scheme, ForcedColors Forced = ForcedColors.None)
{
    public static PageView Light { get; } = new("light", ColorScheme.Light);

    public static PageView Dark { get; } = new("dark", ColorScheme.Dark);

    public static PageView ForcedColors { get; } = new("forced colours", ColorScheme.Dark, Microsoft.Playwright.ForcedColors.Active);

    public static IReadOnlyList<PageView> All { get; } = [Light, Dark, ForcedColors];

    /// <summary>Looks at the page so, in a window of a width, and waits until nothing moves any more.</summary>
    public async Task ApplyAsync(IPage page, int width, int height = 800)
    {
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = Scheme, ForcedColors = Forced });
        await SettleAsync(page);
    }

    /// <summary>Waits for fonts, ends transitions, and waits for a frame. In a folded part of the page a transition never ends by itself.</summary>
    public static Task SettleAsync(IPage page) => page.EvaluateAsync("""
        async () => {
          await document.fonts.ready;
          const ending = () => document.getAnimations().filter(animation => animation.effect.getComputedTiming().endTime < 1000 && animation.playState !== 'finished');
          do {
            ending().forEach(animation => animation.finish());
            await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          } while (ending().length > 0);
        }
        """);
}
