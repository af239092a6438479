using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Demo;

/// <summary>The event as <c>docs/builds.md</c> has it, as far as it is shown.</summary>
internal sealed record DemoBuildBody(string? Id, DemoBuildBody.BuildData? Data)
{
    internal sealed record BuildData(NamedItem? Profile, Source? Repository, string? Ref, string? Commit, string? Cause, string? Title, string? Author);

    internal sealed record Source(string? Name, NamedItem? Project);

    internal sealed record NamedItem(string? Name);

    /// <returns>What is shown of it; null when it is not an event.</returns>
    public static DemoBuild? Read(byte[] json, bool isGenuine, DateTimeOffset now)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DemoJson.Default.DemoBuildBody) is { Id: { Length: > 0 and <= 100 } id, Data: { } data }
                ? new DemoBuild(
                    id, now, isGenuine, 1, data.Profile?.Name, $"{data.Repository?.Project?.Name} / {data.Repository?.Name}", data.Ref, data.Commit, data.Cause, data.Title, data.Author)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DemoBuildBody))]
[JsonSerializable(typeof(List<DemoBuild>))]
internal sealed partial class DemoJson : JsonSerializerContext;
