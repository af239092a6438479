using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectWizard.Connections;

/// <summary>
/// A value that must not be seen. It prints as <c>***</c>, refuses to be serialized, and is read by <see cref="Reveal"/> alone, so that a search
/// finds every use of a secret.
/// </summary>
[JsonConverter(typeof(RefusingConverter))]
public class Secret
{
    private readonly string _value;

    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>What a message may say about a token that looks wrong.</summary>
    public int Length => _value.Length;

    /// <summary>For the one request or the one column that needs it.</summary>
    public string Reveal() => _value;

    public sealed override string ToString() => "***";

    internal sealed class RefusingConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not read from JSON.");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A secret is not written to JSON.");
    }
}

/// <summary>
/// An access token of Microsoft Entra for an account, opaque as Microsoft's documentation asks. It travels as <c>Bearer</c>, where a personal
/// access token is a password of <c>Basic</c>.
/// </summary>
public sealed class EntraAccessToken(string value) : Secret(value)
{
    /// <summary>It is an application's: a refusal means something else than to a person.</summary>
    public bool IsApplication { get; init; }
}
