using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>The layout of all pages: light or dark, one column, no script.</summary>
internal static class Layout
{
    private const string Style = """
        :root { color-scheme: light dark; --line: light-dark(#d5dae1, #39414d); --card: light-dark(#fff, #1d232b);
          --quiet: light-dark(#56606d, #9fabb9); --accent: light-dark(#0b5cad, #7db8f5); --on-accent: light-dark(#fff, #0d1a28); }
        body { margin: 0 auto; max-width: 64rem; padding: 1.5rem; font: 15px/1.5 system-ui, sans-serif;
          background: light-dark(#f4f6f8, #14181d); color: light-dark(#1a212a, #e6eaef); }
        a { color: var(--accent); } h1 { font-size: 1.5rem; margin: .5rem 0 1rem; } h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: 1rem 0; }
        .forms { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; } .forms section { margin: 0; }
        label { display: block; margin-bottom: .6rem; font-size: .85rem; color: var(--quiet); }
        input, select, textarea { display: block; box-sizing: border-box; width: 100%; margin-top: .15rem; padding: .4rem .5rem; font: inherit;
          color: light-dark(#1a212a, #e6eaef); background: light-dark(#fff, #14181d); border: 1px solid var(--line); border-radius: .3rem; }
        button { font: inherit; padding: .35rem .8rem; border-radius: .3rem; border: 1px solid var(--accent); cursor: pointer;
          background: var(--accent); color: var(--on-accent); } button.quiet { background: none; color: var(--accent); }
        table { width: 100%; border-collapse: collapse; } th { text-align: left; font-weight: 600; font-size: .85rem; color: var(--quiet); }
        td, th { padding: .35rem .5rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
        form.inline { display: inline-block; margin: 0 .35rem .25rem 0; } code { font-size: .85rem; } .quiet { color: var(--quiet); }
        [role=status] { border-left: 4px solid var(--accent); } [role=alert] { border-left: 4px solid light-dark(#b3261e, #f2857d); }
        """;

    public static IHtmlContent Page(string title, IHtmlContent body) => Html.Of($$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} – Azure DevOps emulator</title><style>{{new HtmlString(Style)}}</style></head>
        <body><nav><a href="{{WorldPageEndpoint.Root}}" data-testid="all-repositories">All repositories</a></nav>
        <main><h1>{{title}}</h1>{{body}}</main></body></html>

        """);

    public static IHtmlContent Button(string action, string label, string testId, string name, string value, bool isQuiet = true) => Html.Of($"""
        <form class="inline" method="post" action="{action}"><input type="hidden" name="{name}" value="{value}">
        <button class="{(isQuiet ? "quiet" : "main")}" data-testid="{testId}">{label}</button></form>
        """);
}

/// <summary>Builds markup from interpolated strings: values are encoded unless they are markup.</summary>
internal static class Html
{
    public static IHtmlContent Of(FormattableString markup) =>
        new HtmlFormattableString(CultureInfo.InvariantCulture, markup.Format, markup.GetArguments());

    public static IHtmlContent Join(IEnumerable<IHtmlContent> parts)
    {
        var joined = new HtmlContentBuilder();
        foreach (var part in parts)
            joined.AppendHtml(part);
        return joined;
    }

    public static string Render(IHtmlContent markup)
    {
        using var text = new StringWriter();
        markup.WriteTo(text, HtmlEncoder.Default);
        return text.ToString();
    }
}
