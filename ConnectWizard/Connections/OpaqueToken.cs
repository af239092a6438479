using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ConnectWizard.Connections;

/// <summary>Random tokens that can't be guessed, as base64url: ids in addresses, cookies and secrets that we hand out.</summary>
public static class OpaqueToken
{
    private const int MaxSize = 64;

    public static string Create(int size) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(size));

    /// <summary>Accepts exactly what <see cref="Create"/> makes with the same size.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text, int size)
    {
        Span<byte> bytes = stackalloc byte[MaxSize];

        // Not TryDecodeFromChars: it throws at what is no base64url.
        return text is not null && text.Length == Base64Url.GetEncodedLength(size)
            && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == size;
    }
}
