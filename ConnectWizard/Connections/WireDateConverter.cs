using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Connections;

/// <summary>Reads dates as servers write them: without a zone they are UTC, the year 1 is none, and one that can't be read is none, not the end of its list.</summary>
public sealed class WireDateConverter : JsonConverter<DateTimeOffset?>
{
    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) && date.Year > 1
            ? date
            : null;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Parse(TextIn(ref reader));
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } date)
            writer.WriteStringValue(date);
        else
            writer.WriteNullValue();
    }

    /// <summary>Half of a surrogate pair, which JSON can carry, is no text.</summary>
    private static string? TextIn(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
