using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace AzureDevOpsEmulator.WorldPage;

/// <summary>The layout of all pages: light or dark, one column, no script.</summary>
internal static class Layout
{
    private const string Style = PageStyle.Common + """
        body { max-width: 64rem; }
        a { color: var(--accent); }
        h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
        section { margin: 1rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
        section:has(table) { overflow-x: auto; }
        .forms { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1rem; }
        .forms section { margin: 0; }
        label { display: block; margin-bottom: .6rem; color: var(--quiet); font-size: .875rem; }
        input, select, textarea { display: block; box-sizing: border-box; width: 100%; margin-top: .15rem; padding: .4rem .5rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--page); color: var(--text); font: inherit; }
        table { width: 100%; border-collapse: collapse; }
        td, th { min-width: 6rem; padding: .35rem .5rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; text-align: left; }
        th { color: var(--quiet); font-size: .875rem; }
        form.inline { display: inline-block; margin: 0 .35rem .25rem 0; }
        code { font-size: .85rem; }
        [role=status] { border-left: 4px solid var(--accent); }
        [role=alert] { border-left: 4px solid var(--bad); }
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
