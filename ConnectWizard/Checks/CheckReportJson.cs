using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

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

    /// <summary>Writes it.</summary>
    public static string Write(CheckReport report) => JsonSerializer.Serialize(report, Readable.CheckReport);
}
