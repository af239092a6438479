using System.Text.Json;
using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.State;

/// <summary>One change: the new value of a key, or none when the key is gone.</summary>
internal sealed record JournalLine(
    string Kind, string Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] JsonElement Value)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Null when the text is no whole line.</summary>
    public static JournalLine? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(text, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
