using System.Buffers;
using System.Runtime.InteropServices;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>The SHA-1 ID of a Git object. The default value is forty zeros, which Git uses for "no object".</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObjectId
{
    /// <summary>In bytes.</summary>
    public const int Length = 20;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly string Zeros = new('0', 2 * Length);
    private readonly string? _hex;

    private ObjectId(string hex) => _hex = hex == Zeros ? null : hex;

    public bool IsZero => _hex is null;

    public static ObjectId FromBytes(ReadOnlySpan<byte> name) => name.Length == Length
        ? new(Convert.ToHexStringLower(name))
        : throw new ArgumentException($"An object's name has {Length} bytes.", nameof(name));

    /// <summary>Reads forty hexadecimal digits of either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ObjectId id)
    {
        id = default;
        if (text.Length != 2 * Length || text.ContainsAnyExcept(HexDigits)) return false;
        id = new(text.ToString().ToLowerInvariant());
        return true;
    }

    /// <exception cref="FormatException">The text is not forty hexadecimal digits.</exception>
    public static ObjectId Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not the name of a Git object.");

    public byte[] ToBytes() => Convert.FromHexString(ToString());

    public override string ToString() => _hex ?? Zeros;
}
