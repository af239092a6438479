using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace ConnectWizard.Connections.Addresses;

/// <summary>All spellings, as browsers read them (WHATWG URL, "IPv4 parser"): to the outbound policy <c>2130706433</c> is 127.0.0.1.</summary>
internal static class IPv4Parser
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>True when the last label is a number, however large: then the whole is an address or nothing.</summary>
    public static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || (IsHex(last) && last.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0);
    }

    public static IPAddress? Parse(string host)
    {
        var parts = host.Split('.');
        if (parts.Length > 4)
            return null;

        var address = 0UL;
        for (var index = 0; index < parts.Length; index++)
        {
            var isLast = index == parts.Length - 1;
            var bits = isLast ? 32 - (8 * index) : 8;
            if (ParsePart(parts[index]) is not { } number || number >= 1UL << bits)
                return null;

            address |= number << (isLast ? 0 : 24 - (8 * index));
        }

        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)address);
        return new IPAddress(bytes);
    }

    private static ulong? ParsePart(string part)
    {
        if (IsHex(part))
            return part.Length == 2 ? 0 : Parse(part.AsSpan(2), NumberStyles.AllowHexSpecifier);

        return part is ['0', _, ..] ? ParseOctal(part) : Parse(part, NumberStyles.None);
    }

    private static bool IsHex(string part) => part.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static ulong? Parse(ReadOnlySpan<char> digits, NumberStyles style) =>
        ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ulong? ParseOctal(string part)
    {
        var number = 0UL;
        foreach (var digit in part)
        {
            if (digit is < '0' or > '7' || number > uint.MaxValue)
                return null;

            number = (number * 8) + (ulong)(digit - '0');
        }

        return number;
    }
}
