using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace ConnectWizard.Benchmarks.Loading;

/// <summary>What somebody waits for who comes for the first time: the published product's start, the bytes of its first page, the first button that works.</summary>
internal sealed class LoadingBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const double MostBytes = 200_000;
    private const double MostTimes = 1.5;

    public string Name => "loading";

    public async IAsyncEnumerable<Row> RunAsync()
    {
        using var published = await Published.MakeAsync();
        var (starts, blankStarts) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            await using (var site = await published.StartAsync())
                starts.Add(site.StartedIn.TotalMilliseconds);
            await using (var site = await published.StartBlankAsync())
                blankStarts.Add(site.StartedIn.TotalMilliseconds);
        }

        yield return Against("Cold start of the published product to its first answer, against a blank app", starts, blankStarts);
        await using var product = await published.StartAsync();
        await using var blank = await published.StartBlankAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Browsers.Options);
        foreach (var (path, button, name) in new[] { ("/", "connect-start", "*Connect*, home page"), ("/connect", "choose-server", "*Azure DevOps Server*, first step") })
        {
            var (loads, blankLoads) = (new List<Load>(), new List<Load>());
            for (var round = -1; round < Rounds; round++)
            {
                var (load, blankLoad) = (await LoadAsync(browser, new Uri(product.Address, path), button), await LoadAsync(browser, blank.Address, "blank"));
                if (round < 0)
                    continue;
                loads.Add(load);
                blankLoads.Add(blankLoad);
            }

            var (bytes, floor) = (Figures.Median(loads.Select(load => load.Bytes)), Figures.Median(blankLoads.Select(load => load.Bytes)));
            yield return new Row(
                $"Cold first load over the wire of {path}, without fonts, against a blank page", Kilobytes(bytes), Kilobytes(floor), Figures.Ratio(bytes / floor),
                "< " + Kilobytes(MostBytes), bytes < MostBytes);
            yield return Against(
                $"Cold first load to an enabled {name}, Chromium, against the button of a blank interactive page",
                loads.Select(load => load.Milliseconds), blankLoads.Select(load => load.Milliseconds), MostTimes);
        }
    }

    /// <summary>A browser without a cache opens a page and waits for its button.</summary>
    private static async Task<Load> LoadAsync(IBrowser browser, Uri address, string button)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var devTools = await context.NewCDPSessionAsync(page);
        var (bytes, fonts) = (0.0, new HashSet<string>(StringComparer.Ordinal));
        devTools.Event("Network.responseReceived").OnEvent += (_, what) =>
        {
            if (what is { } sent && sent.GetProperty("type").GetString() == "Font")
                fonts.Add(RequestOf(sent));
        };
        devTools.Event("Network.loadingFinished").OnEvent += (_, what) =>
        {
            if (what is { } ended && !fonts.Contains(RequestOf(ended)))
                bytes += ended.GetProperty("encodedDataLength").GetDouble();
        };
        await devTools.SendAsync("Network.enable");
        var took = await Figures.TimeAsync(async () =>
        {
            await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await page.Locator($"[data-testid={button}]:not([disabled])").WaitForAsync();
        });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        return new Load(bytes, took);
    }

    private static string RequestOf(JsonElement happened) => happened.GetProperty("requestId").GetString()!;

    private static Row Against(string what, IEnumerable<double> figures, IEnumerable<double> floors, double? most = null)
    {
        var (figure, floor) = (Figures.Median(figures), Figures.Median(floors));
        var aim = most is null ? "" : "≤ " + Figures.Ratio(most.Value);
        return new Row(what, Figures.Milliseconds(figure), Figures.Milliseconds(floor), Figures.Ratio(figure / floor), aim, most is null ? null : figure / floor <= most);
    }

    private static string Kilobytes(double bytes) => (bytes / 1000).ToString("0", CultureInfo.InvariantCulture) + " kB";

    private sealed record Load(double Bytes, double Milliseconds);
}
