using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Connections;

/// <summary>
/// A value that must not be seen: a personal access token, a webhook password. It prints as <c>***</c>, refuses to be serialized, and
/// is read by <see cref="Reveal"/> alone, so that a search for that name finds every place where a secret is used.
/// </summary>
[JsonConverter(typeof(RefusingConverter))]
public class Secret
{
    private readonly string _value;

    /// <param name="value">The secret itself; blanks around it are the caller's affair.</param>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The number of characters: what a message may say about a token that looks wrong.</summary>
    public int Length => _value.Length;

    /// <summary>The secret, for the one request or the one column that needs it.</summary>
    public string Reveal() => _value;

    /// <inheritdoc />
    public sealed override string ToString() => "***";

    internal sealed class RefusingConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not read from JSON.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not written to JSON.");
    }
}
