using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Audit;

/// <summary>Milliseconds since 1970-01-01 UTC as a time to read; those that no calendar has stay a number.</summary>
internal sealed class AuditTimeConverter : JsonConverter<long>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static DateTimeOffset? TryRead(long milliseconds) =>
        milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    public static string ToText(long milliseconds) => TryRead(milliseconds)?.ToString(Format, Culture) ?? milliseconds.ToString(Culture);

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (DateTimeOffset.TryParseExact(text, Format, Culture, DateTimeStyles.AssumeUniversal, out var time))
            return time.ToUnixTimeMilliseconds();
        return long.TryParse(text, NumberStyles.AllowLeadingSign, Culture, out var number) ? number : throw new JsonException("The time can't be read.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteStringValue(ToText(value));
}
