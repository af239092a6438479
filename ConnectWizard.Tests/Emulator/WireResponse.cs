using System.Net;
using System.Text.Json;
using Shouldly;

namespace ConnectWizard.Emulator;

/// <summary>An HTTP answer as it came over the wire.</summary>
internal sealed record WireResponse(HttpStatusCode Status, ILookup<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? ContentType => Headers["Content-Type"].SingleOrDefault();

    /// <summary>The <c>value</c> of a list.</summary>
    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("value").EnumerateArray()];

    public IReadOnlyList<string> Names => [.. Items.Select(item => item.GetProperty("name").GetString()!)];

    /// <summary>The text at a path of names into the JSON: <c>project/name</c>.</summary>
    public string? TextAt(string path) => At(Json, path).GetString();

    public static JsonElement At(JsonElement element, string path) =>
        path.Split('/').Aggregate(element, (current, name) => current.GetProperty(name));

    public string? Header(string name) => Headers[name].SingleOrDefault();

    /// <summary>Holds that this is the service's envelope for a refusal.</summary>
    public void ShouldRefuse(HttpStatusCode status, string typeKey, string messagePart)
    {
        Status.ShouldBe(status, Text);
        Json.GetProperty("$id").GetString().ShouldBe("1");
        Json.GetProperty("innerException").ValueKind.ShouldBe(JsonValueKind.Null);
        Json.GetProperty("typeKey").GetString().ShouldBe(typeKey);
        Json.GetProperty("typeName").GetString().ShouldNotBeNull().ShouldContain($".{typeKey}, ");
        Json.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain(messagePart);
    }

    public static async Task<WireResponse> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .SelectMany(header => header.Value.Select(value => (header.Key, Value: value)))
            .ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        return new WireResponse(response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(ct));
    }
}
