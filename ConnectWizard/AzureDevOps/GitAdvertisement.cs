using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Reads <c>info/refs</c> in Git's packet lines (gitprotocol-http, gitprotocol-v2): four hexadecimal digits of length, and the line; 0000
/// separates.
/// </summary>
internal static class GitAdvertisement
{
    private const int Digits = 4;
    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    /// <param name="refs">How many refs it names; null in protocol version 2, which names none yet.</param>
    /// <returns>False when it is not in Git's format.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, out int? refs)
    {
        refs = null;
        var (count, isVersion2) = (0, false);
        while (body.Length > 0)
        {
            if (!TryTake(ref body, out var line))
                return false;
            isVersion2 |= line.StartsWith("version 2"u8);
            if (IsRef(line))
                count++;
        }

        refs = isVersion2 ? null : count;
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> body, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (body.Length < Digits
            || !int.TryParse(Encoding.ASCII.GetString(body[..Digits]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
            || length > body.Length || length is > 0 and < Digits)
        {
            return false;
        }

        line = length == 0 ? default : body[Digits..length];
        body = body[Math.Max(length, Digits)..];
        return true;
    }

    // "<40 or 64 hexadecimal digits> <name>"; an empty repository has one line of zeros, to hang its capabilities on.
    private static bool IsRef(ReadOnlySpan<byte> line)
    {
        var blank = line.IndexOf((byte)' ');
        return blank is 40 or 64 && line[..blank].IndexOfAnyExcept(Hexadecimal) < 0 && line[..blank].IndexOfAnyExcept((byte)'0') >= 0;
    }
}
