using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Builds;
using ConnectWizard.Connections;

namespace ConnectWizard.Storage.Records;

/// <summary>The JSON of document columns: generated at build, enumerations by name.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DraftDocument))]
[JsonSerializable(typeof(CheckedFacts))]
[JsonSerializable(typeof(RepositoryEvent))]
[JsonSerializable(typeof(SignInFailure))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static string Write(DraftDocument document) => JsonSerializer.Serialize(document, Default.DraftDocument);

    public static DraftDocument ReadDraft(string json) => JsonSerializer.Deserialize(json, Default.DraftDocument) ?? new DraftDocument();

    public static string Write(CheckedFacts facts) => JsonSerializer.Serialize(facts, Default.CheckedFacts);

    public static string Write(RepositoryEvent happened) => JsonSerializer.Serialize(happened, Default.RepositoryEvent);

    public static RepositoryEvent ReadEvent(string json) => Complete(JsonSerializer.Deserialize(json, Default.RepositoryEvent)!);

    public static CheckedFacts ReadFacts(string json) => Complete(JsonSerializer.Deserialize(json, Default.CheckedFacts)!);

    public static string Write(SignInFailure failure) => JsonSerializer.Serialize(failure, Default.SignInFailure);

    public static SignInFailure ReadFailure(string json) => JsonSerializer.Deserialize(json, Default.SignInFailure)!;

    /// <summary>Fills what an older program did not write: generated deserializers leave it null, whatever the type says.</summary>
    public static CheckedFacts Complete(CheckedFacts facts) => facts with { Warnings = facts.Warnings ?? [] };

    private static RepositoryEvent Complete(RepositoryEvent happened) => happened with { Refs = happened.Refs ?? [] };
}
