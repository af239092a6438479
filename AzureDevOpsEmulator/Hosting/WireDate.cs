using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>Dates as the service writes them: UTC with a <c>Z</c>, and no more fractional digits than there are.</summary>
internal sealed class WireDate : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
