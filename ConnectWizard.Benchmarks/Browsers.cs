using Microsoft.Playwright;

namespace ConnectWizard.Benchmarks;

/// <summary>The browser that benchmarks use: Debian's Chromium, or the one that <c>CHROMIUM</c> names.</summary>
internal static class Browsers
{
    public static BrowserTypeLaunchOptions Options { get; } = new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    };
}
