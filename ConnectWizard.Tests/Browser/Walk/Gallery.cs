using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace ConnectWizard.Browser.Walk;

/// <summary>Makes a picture of each state in light, dark and 390 pixels, and a page that shows them side by side.</summary>
internal sealed class Gallery : IVisitor
{
    private static readonly (PageView View, string Name, int Width)[] Pictures = [(PageView.Light, "light", 1280), (PageView.Dark, "dark", 1280), (PageView.Light, "phone", 390)];

    private readonly string _folder = Artifacts.Folder("gallery");
    private readonly List<string> _states = [];

    public async Task VisitAsync(IPage page, string state, params ILocator[] inSight)
    {
        _states.Add(state);
        foreach (var (view, name, width) in Pictures)
        {
            await view.ApplyAsync(page, width);

            // A window as high as the page: what sticks to its bottom stands at the page's end.
            var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
            await view.ApplyAsync(page, width, Math.Clamp(height, 800, 4000));
            await page.ScreenshotAsync(new() { Path = Path.Combine(_folder, FileOf(_states.Count, state, name)), Animations = ScreenshotAnimations.Disabled });
        }

        await PageView.Light.ApplyAsync(page, 1280);
    }

    /// <summary>Adds a page in which no script runs, so that nothing can be measured or waited for.</summary>
    public async Task AddAsync(IPage page, string state)
    {
        _states.Add(state);
        foreach (var (view, name, width) in Pictures)
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = view.Scheme });
            await page.ScreenshotAsync(new() { Path = Path.Combine(_folder, FileOf(_states.Count, state, name)) });
        }
    }

    public async Task WriteIndexAsync(CancellationToken cancellationToken)
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Gallery</title><style>img{width:32%;vertical-align:top;border:1px solid #999}</style><h1>Gallery</h1>");
        foreach (var (index, state) in _states.Index())
        {
            html.Append("<h2>").Append(WebUtility.HtmlEncode(state)).Append("</h2>");
            foreach (var (_, name, _) in Pictures)
                html.Append("<img loading=lazy alt=\"").Append(WebUtility.HtmlEncode($"{state}, {name}")).Append("\" src=\"").Append(FileOf(index + 1, state, name)).Append("\">\n");
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), html.ToString(), cancellationToken);
    }

    private static string FileOf(int number, string state, string picture) => $"{number:00}-{state.Replace(' ', '-')}-{picture}.png";
}
