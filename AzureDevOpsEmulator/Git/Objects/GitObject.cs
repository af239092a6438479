using System.Buffers;
using System.Runtime.InteropServices;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>The numbers are those in a pack.</summary>
internal enum GitObjectKind
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
}

internal sealed class GitObject
{
    private GitObject(ObjectId id, GitObjectKind kind, ReadOnlyMemory<byte> content)
    {
        Id = id;
        Kind = kind;
        Content = content;
    }

    public ObjectId Id { get; }
    public GitObjectKind Kind { get; }
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The ID is the SHA-1 of "kind length NUL content".</summary>
    public static GitObject Create(GitObjectKind kind, ReadOnlyMemory<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Name(kind)} {content.Length}\0"));
        hash.AppendData(content.Span);
        return new(ObjectId.FromBytes(hash.GetHashAndReset()), kind, content);
    }

    public static GitObject Text(GitObjectKind kind, string content) => Create(kind, Encoding.UTF8.GetBytes(content));

    public static string Name(GitObjectKind kind) => kind switch
    {
        GitObjectKind.Commit => "commit",
        GitObjectKind.Tree => "tree",
        GitObjectKind.Blob => "blob",
        GitObjectKind.Tag => "tag",
    };

    internal string ContentAsText() => Encoding.UTF8.GetString(Content.Span);
}

/// <summary>The SHA-1 ID of a Git object. The default value is forty zeros, which Git uses for "no object".</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectId
{
    public const int Length = 20;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly string Zeros = new('0', 2 * Length);
    private readonly string? _hex;

    private ObjectId(string hex) => _hex = hex == Zeros ? null : hex;

    public bool IsZero => _hex is null;

    public static ObjectId FromBytes(ReadOnlySpan<byte> name) => name.Length == Length
        ? new(Convert.ToHexStringLower(name))
        : throw new ArgumentException($"An object's name has {Length} bytes.", nameof(name));

    public static bool TryParse(ReadOnlySpan<char> text, out ObjectId id)
    {
        id = default;
        if (text.Length != 2 * Length || text.ContainsAnyExcept(HexDigits)) return false;
        id = new(text.ToString().ToLowerInvariant());
        return true;
    }

    public static ObjectId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not the name of a Git object.");

    public byte[] ToBytes() => Convert.FromHexString(ToString());

    public override string ToString() => _hex ?? Zeros;
}
