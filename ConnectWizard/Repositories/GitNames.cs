using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConnectWizard.Connections;

namespace ConnectWizard.Repositories;

/// <summary>A commit's id: 40 hexadecimal digits, or 64 with SHA-256, in lower case. A build system may make it part of a command.</summary>
[JsonConverter(typeof(CommitIdConverter))]
public sealed record CommitId
{
    private const int ShortLength = 8;
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private CommitId(string value) => Value = value;

    public string Value { get; }

    public string Abbreviated => Value[..ShortLength];

    /// <summary>What stands for no commit: the new one of a deleted ref.</summary>
    public bool IsZero => Value.AsSpan().IndexOfAnyExcept('0') < 0;

    /// <returns>Null for anything else.</returns>
    public static CommitId? Find(string? text) =>
        text is { Length: 40 or 64 } && text.AsSpan().IndexOfAnyExcept(Hexadecimal) < 0 ? new CommitId(text.ToLowerInvariant()) : null;

    /// <exception cref="FormatException">It is anything else.</exception>
    public static CommitId Parse(string text) => Find(text) ?? throw new FormatException("This is not the id of a commit.");

    public override string ToString() => Value;
}

/// <summary>A full name below <c>refs/</c>, as <c>git check-ref-format</c> has it, without characters that turn the direction of writing.</summary>
[JsonConverter(typeof(RefNameConverter))]
public sealed record RefName
{
    /// <summary>In UTF-16 units. An index entry of PostgreSQL has room for it in any script.</summary>
    private const int MaxLength = 512;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\\u007F");

    private RefName(string value) => Value = value;

    public string Value { get; }

    /// <summary>Without <c>refs/heads/</c>.</summary>
    public string ShortName => BranchName.WithoutPrefix(Value);

    /// <returns>Null for anything else.</returns>
    public static RefName? Find(string? text) =>
        text is { Length: > 5 and <= MaxLength } && text.StartsWith("refs/", StringComparison.Ordinal)
        && !text.AsSpan().ContainsAny(Forbidden) && !DisplayText.HasUnshowable(text)
        && !text.Contains("..", StringComparison.Ordinal) && !text.Contains("@{", StringComparison.Ordinal) && !text.EndsWith('.')
        && text.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal))
            ? new RefName(text)
            : null;

    /// <exception cref="FormatException">It is anything else.</exception>
    public static RefName Parse(string text) => Find(text) ?? throw new FormatException("This is not the name of a ref.");

    /// <param name="branch">Without <c>refs/heads/</c>.</param>
    public static RefName? FindBranch(string branch) => Find(BranchName.Prefix + branch);

    public override string ToString() => Value;
}

public static class BranchName
{
    internal const string Prefix = "refs/heads/";

    /// <summary>A name as people type it, without blanks around it and the prefix that tools show.</summary>
    public static string Clean(string text) => WithoutPrefix(text.Trim());

    public static bool IsWellFormed(string name) => name != "@" && RefName.FindBranch(name) is not null;

    internal static string WithoutPrefix(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
}

internal sealed class CommitIdConverter() : GitNameConverter<CommitId>(CommitId.Find);

internal sealed class RefNameConverter() : GitNameConverter<RefName>(RefName.Find);

internal abstract class GitNameConverter<T>(Func<string?, T?> find) : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        find(reader.GetString()) ?? throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
