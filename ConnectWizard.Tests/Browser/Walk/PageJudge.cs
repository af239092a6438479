using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ConnectWizard.Browser.Walk;

/// <summary>
/// Judges each state: nothing jumped on the way to it, what matters is in sight, nothing runs out of the window, and axe finds no violation.
/// It collects its findings, so that one walk tells all.
/// </summary>
/// <param name="width">Of the window.</param>
/// <param name="isWhole">Judges each state in every view; otherwise each in the next one.</param>
internal sealed class PageJudge(int width, bool isWhole) : IVisitor
{
    private readonly List<string> _findings = [];
    private int _states;

    public IReadOnlyList<string> Findings => _findings;

    /// <summary>
    /// Adds up what jumps in each page of a context, but for what follows a press or a key at once. Nothing jumps while a page loads; Chromium counts the
    /// third part of a pixel, too. Later, a number at the right end of a line may grow, and what the page slides to its new place, or lays over itself,
    /// doesn't jump, though Chromium counts it on a slow machine. What a check finds is told where it belongs, and moves what is below it, whenever that is.
    /// </summary>
    public static Task WatchAsync(IBrowserContext context) => context.AddInitScriptAsync("""
        globalThis.jumps = { score: 0, limit: 0.0005, parts: [] };
        addEventListener('click', () => { jumps.limit = 0.005; });
        const told = [];
        new MutationObserver(changes => {
          if (changes.some(change => change.target.matches('[data-testid^=check-rung]'))) told.push(performance.now());
        }).observe(document, { subtree: true, attributeFilter: ['data-state'] });
        const animate = Element.prototype.animate;
        Element.prototype.animate = function (...how) { this.slidesSince = performance.now(); return animate.apply(this, how); };
        // What is shifted is told after its frame, on a busy machine after its animation.
        const slides = (node, at) => node && (node.matches?.('.notice') || Math.abs(at - node.slidesSince) < 400 || slides(node.parentElement, at));
        new PerformanceObserver(list => {
          const isTold = entry => told.some(at => at <= entry.startTime && entry.startTime < at + 400);
          for (const entry of list.getEntries().filter(entry => !entry.hadRecentInput && !isTold(entry) && !(entry.sources.length > 0 && entry.sources.every(source => slides(source.node, entry.startTime))))) {
            jumps.score += entry.value;
            jumps.parts.push(...entry.sources.map(source => source.node?.className || source.node?.nodeName));
          }
        }).observe({ type: 'layout-shift', buffered: true });
        """);

    public async Task VisitAsync(IPage page, string state, params ILocator[] inSight)
    {
        await PageView.SettleAsync(page);
        await JudgeJumpsAsync(page, state);
        if (width == 1280)
            await JudgeSightAsync(state, inSight);

        foreach (var view in isWhole ? PageView.All : [PageView.All[_states % PageView.All.Count]])
        {
            await view.ApplyAsync(page, width);
            await JudgeViewAsync(page, view, $"{state}, {view.Name}, {width} px");
        }

        _states++;
        await PageView.Light.ApplyAsync(page, width);
        await page.EvaluateAsync("globalThis.jumps = { score: 0, limit: 0.005, parts: [] }");
    }

    private async Task JudgeJumpsAsync(IPage page, string state)
    {
        if (await page.EvaluateAsync<bool>("() => !globalThis.jumps || jumps.score < jumps.limit"))
            return;

        var score = await page.EvaluateAsync<double>("jumps.score");
        var parts = await page.EvaluateAsync<string>("jumps.parts.join(', ')");
        _findings.Add(string.Create(CultureInfo.InvariantCulture, $"{state}: jumped by {score:0.000}: {parts}"));
    }

    private async Task JudgeSightAsync(string state, ILocator[] inSight)
    {
        foreach (var locator in inSight)
        {
            try
            {
                await Assertions.Expect(locator).ToBeInViewportAsync(new() { Ratio = 1 });
            }
            catch (PlaywrightException)
            {
                _findings.Add($"{state}: out of sight: {locator}");
            }
        }
    }

    private async Task JudgeViewAsync(IPage page, PageView view, string where)
    {
        var needed = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (needed > width)
            _findings.Add($"{where}: {needed} px wide");

        var result = await page.RunAxe(await RulesAsync(page, view));
        _findings.AddRange(result.Violations.Select(violation => $"{where}: {violation.Id} at {string.Join(", ", violation.Nodes.Take(3).Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}"));
    }

    private static async Task<AxeRunOptions> RulesAsync(IPage page, PageView view)
    {
        var left = new List<string>();

        // The browser paints the system's colors; axe reads -webkit-text-fill-color, which keeps ours.
        if (view.Forced == ForcedColors.Active)
            left.Add("color-contrast");

        // Nothing of a page that has lost its server can be reached until that is back.
        if (await page.Locator(".app[inert]").CountAsync() > 0)
            left.AddRange(["landmark-one-main", "page-has-heading-one"]);

        return new AxeRunOptions { ResultTypes = [ResultType.Violations], Rules = left.ToDictionary(rule => rule, _ => new RuleOptions { Enabled = false }, StringComparer.Ordinal) };
    }
}
