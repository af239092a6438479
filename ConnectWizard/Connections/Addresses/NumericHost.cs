using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// IPv4 addresses in all their spellings: one to four parts, each decimal, octal (<c>0177</c>) or hexadecimal (<c>0x7f</c>), the last
/// part filling what is left. As browsers read them (WHATWG URL, "IPv4 parser"): so that <c>2130706433</c> is held against the outbound
/// policy as 127.0.0.1.
/// </summary>
internal static class NumericHost
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>True when the last label is a number, however large: then the whole is an address or nothing.</summary>
    public static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0);
    }

    /// <returns>The address; null when the numbers make none.</returns>
    public static IPAddress? Read(string host)
    {
        var parts = host.Split('.');
        if (parts.Length > 4)
            return null;

        var address = 0UL;
        for (var index = 0; index < parts.Length; index++)
        {
            var isLast = index == parts.Length - 1;
            var bits = isLast ? 32 - (8 * index) : 8;
            if (ReadPart(parts[index]) is not { } number || number >= 1UL << bits)
                return null;

            address |= number << (isLast ? 0 : 24 - (8 * index));
        }

        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)address);
        return new IPAddress(bytes);
    }

    private static ulong? ReadPart(string part)
    {
        if (part.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return part.Length == 2 ? 0 : Read(part.AsSpan(2), NumberStyles.AllowHexSpecifier);

        return part is ['0', _, ..] ? ReadOctal(part) : Read(part, NumberStyles.None);
    }

    private static ulong? Read(ReadOnlySpan<char> digits, NumberStyles style) =>
        ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ulong? ReadOctal(string part)
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
