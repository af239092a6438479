using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ConnectWizard.Components;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>A report as plain text, to paste into a mail or a ticket, in the language of the current thread.</summary>
internal static class CheckReportText
{
    private static readonly TextResource Words = new("ConnectWizard.Checks.CheckReportText");
    private static readonly TextResource ProblemWords = new("ConnectWizard.Connections.ProblemView");

    public static string Write(CheckReport report)
    {
        var text = new StringBuilder();
        Line(text, "title", ("product", report.Product), ("version", report.Version));
        Line(text, "time", ("time", report.CheckedAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
        Line(text, "result." + report.Result, ("item", report.Items.FirstOrDefault(item => item.State == CheckItemState.Failed.Name())?.Title ?? ""));
        if (report.Target is { } target)
        {
            Line(text, target.VirtualDirectory.Length > 0 ? "target.below" : "target", ("scheme", target.Scheme), ("host", target.Host),
                ("port", target.Port.ToString(CultureInfo.InvariantCulture)), ("directory", target.VirtualDirectory));
            Line(text, "collection", ("collection", target.Collection));
        }

        Line(text, "redacted");
        foreach (var item in report.Items)
        {
            text.Append('\n');
            WriteItem(text, item);
        }

        WriteFound(text, report.Found);
        return text.ToString();
    }

    private static void WriteItem(StringBuilder text, ReportedItem item)
    {
        Line(text, item.Milliseconds is null ? "item" : "item.timed", ("state", item.State), ("title", item.Title), ("sentence", item.Sentence),
            ("milliseconds", item.Milliseconds?.ToString(CultureInfo.InvariantCulture) ?? ""));
        if (item.Problem is { } problem)
        {
            Line(text, "problem.code", ("code", problem.Code));
            Line(text, "problem.cause", ("cause", problem.Cause));
            Line(text, "problem.fix", ("fix", problem.Repair));
            Line(text, "problem.who", ("who", ProblemWords.Get($"Who.{problem.Who}")));
        }

        foreach (var evidence in item.Evidence)
            Line(text, "evidence", ("label", evidence.Label), ("value", evidence.Value));
    }

    private static void WriteFound(StringBuilder text, ReportedFacts? found)
    {
        if (found is null)
            return;

        text.Append('\n');
        Line(text, "found");
        Line(text, "found.product", ("product", found.Product), ("level", found.ApiLevel));
        Line(text, "found.account", ("account", found.Account));
        Line(text, "found.projects", ("projects", found.Projects?.ToString(CultureInfo.InvariantCulture) ?? Words.Get("found.uncounted")));
        Line(text, $"found.webhooks.{found.Webhooks}");
    }

    private static void Line(StringBuilder text, string key, params ReadOnlySpan<(string Name, string Value)> values) =>
        text.Append(Words.Fill(key, values) ?? throw new InvalidOperationException($"There is no line {key}.")).Append('\n');
}

/// <summary>A report as JSON, indented, with the letters of every language as they are.</summary>
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckReportJson : JsonSerializerContext
{
    private static readonly CheckReportJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new JsonStringEnumConverter<ResolvedBy>(JsonNamingPolicy.KebabCaseLower),
            new JsonStringEnumConverter<WebhookRight>(JsonNamingPolicy.KebabCaseLower),
        },
    });

    public static string Write(CheckReport report) => JsonSerializer.Serialize(report, Readable.CheckReport);
}
