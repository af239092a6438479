using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// What was seen, while nobody looks: JSON, which is less than half of what the objects take, and every page with a ladder keeps it. Whoever
/// looks gets objects that are made for it.
/// </summary>
internal sealed class StoredEvidence : IReadOnlyList<Evidence>
{
    private readonly byte[] _json;

    private StoredEvidence(IReadOnlyList<Evidence> seen) =>
        (_json, Count) = (JsonSerializer.SerializeToUtf8Bytes(seen, EvidenceJson.Default.IReadOnlyListEvidence), seen.Count);

    /// <inheritdoc />
    public int Count { get; }

    /// <inheritdoc />
    public Evidence this[int index] => Read()[index];

    /// <summary>The rung with its evidence at rest.</summary>
    public static CheckItem In(CheckItem item) => item.Evidence.Count == 0 ? item : item with { Evidence = new StoredEvidence(item.Evidence) };

    /// <inheritdoc />
    public IEnumerator<Evidence> GetEnumerator() => Read().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyList<Evidence> Read() => JsonSerializer.Deserialize(_json, EvidenceJson.Default.IReadOnlyListEvidence)!;
}

/// <summary>Evidence as JSON.</summary>
[JsonSerializable(typeof(IReadOnlyList<Evidence>))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
