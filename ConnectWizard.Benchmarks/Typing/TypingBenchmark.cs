using AzureDevOpsEmulator;
using ConnectWizard.Benchmarks.Circuits;
using Microsoft.Playwright;

namespace ConnectWizard.Benchmarks.Typing;

/// <summary>From a key to the rows of the picker, in a browser, over 100,000 repositories.</summary>
internal sealed class TypingBenchmark : IBenchmark
{
    private const double Aim = 50;

    /// <summary>Notes when the rows change after the next key; nothing when they do not.</summary>
    private const string Watch =
        """
        () => {
          window.took = null;
          document.querySelector('[data-testid=repo-search]').addEventListener('input', () => {
            const began = performance.now();
            new MutationObserver((_, observer) => { window.took = performance.now() - began; observer.disconnect(); })
              .observe(document.querySelector('[data-searched]'), { childList: true, subtree: true, characterData: true });
          }, { once: true });
        }
        """;

    /// <summary>Each finds something at every key, so that there are always rows to change.</summary>
    private static readonly string[] Searches = ["payment gateway", "rover 042", "launch-pad tests", "grosse docs 77"];

    public string Name => "typing";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorSettings { Scale = new EmulatedScale() }, CancellationToken.None);
        await using var product = await Product.StartAsync(emulator);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Browsers.Options);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(product.Address.AbsoluteUri);
        var draft = await page.EvaluateAsync<string>("path => fetch(path).then(answer => answer.text())", $"{ProductServer.Draft}?step=repository&isFleet=true");
        await page.GotoAsync(new Uri(product.Address, draft).AbsoluteUri);
        await page.Locator("[data-testid=repo-count][data-complete=true]").WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        var (figures, floor) = (await TypeAsync(page), await RoundTripAsync(page));
        var figure = Figures.Percentile(figures, 95);
        yield return new Row(
            $"From a key to rows, 100,000 repositories, Chromium, p95 of {figures.Count} keys (median {Figures.Milliseconds(Figures.Median(figures))}), against a request of the same page",
            Figures.Milliseconds(figure), Figures.Milliseconds(floor), Figures.Ratio(figure / floor), "< " + Figures.Milliseconds(Aim), figure < Aim);
    }

    private static async Task<IReadOnlyList<double>> TypeAsync(IPage page)
    {
        var figures = new List<double>();
        var search = page.GetByTestId("repo-search");
        foreach (var text in Searches.Prepend(Searches[^1]).Select((text, round) => (text, round)))
        {
            await search.FillAsync("");
            await search.FocusAsync();
            foreach (var key in text.text)
            {
                await page.EvaluateAsync(Watch);
                await page.Keyboard.TypeAsync(key.ToString());

                // Some keys change no row: what was in view still is. Nobody waits for those.
                await page.WaitForTimeoutAsync(300);
                if (text.round > 0 && await page.EvaluateAsync<double?>("() => window.took") is { } took)
                    figures.Add(took);
            }
        }

        return figures;
    }

    /// <summary>What the way to the server and back costs the browser.</summary>
    private static async Task<double> RoundTripAsync(IPage page)
    {
        var figures = new List<double>();
        for (var round = 0; round < 20; round++)
        {
            figures.Add(await page.EvaluateAsync<double>(
                "async path => { const began = performance.now(); await (await fetch(path)).text(); return performance.now() - began; }", ProductServer.Blank));
        }

        return Figures.Median(figures);
    }
}
