using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AzureDevOpsEmulator.Errors;

namespace AzureDevOpsEmulator.Hosting;

/// <summary>JSON as the service writes it: camel case, nothing that is null, letters outside ASCII as they are.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new WireDate() },
    };

    /// <param name="response">Where the body goes.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">What to write.</param>
    /// <param name="apiVersion">The version that answers; the service repeats it in the content type.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(
        HttpResponse response, int status, object body, string? apiVersion, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Options);
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8" + (apiVersion is null ? "" : $"; api-version={apiVersion}");
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>Writes a body while it is made.</summary>
    public static async Task StreamAsync(HttpResponse response, int status, object body, string apiVersion, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = $"application/json; charset=utf-8; api-version={apiVersion}";
        await JsonSerializer.SerializeAsync(response.Body, body, body.GetType(), Options, cancellationToken);
    }

    public static Task WriteFaultAsync(HttpResponse response, Fault fault, CancellationToken cancellationToken) =>
        WriteAsync(response, fault.Status, ErrorEnvelope.For(fault), apiVersion: null, cancellationToken);
}
