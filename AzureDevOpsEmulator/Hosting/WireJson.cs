using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>JSON as the service writes it: camel case, no nulls, letters outside ASCII unescaped.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Enumerations are read from names and numbers, as clients send both.
        Converters = { new WireDateConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="apiVersion">Repeated in the content type.</param>
    public static Task WriteAsync(HttpContext context, int status, object body, string? apiVersion = null) => context.WriteAsync(
        status, ContentType(apiVersion), JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Options));

    /// <summary>Writes a body while it is produced.</summary>
    public static async Task StreamAsync(HttpContext context, int status, object body, string apiVersion)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType(apiVersion);
        await JsonSerializer.SerializeAsync(context.Response.Body, body, body.GetType(), Options, context.RequestAborted);
    }

    public static Task WriteErrorAsync(HttpContext context, ApiError error) =>
        WriteAsync(context, error.Status, ErrorEnvelope.For(error with { Message = GermanMessages.In(context, error.Message) }));

    private static string ContentType(string? apiVersion) =>
        "application/json; charset=utf-8" + (apiVersion is null ? "" : $"; api-version={apiVersion}");

    /// <summary>UTC with a <c>Z</c> and no trailing zeros.</summary>
    private sealed class WireDateConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
