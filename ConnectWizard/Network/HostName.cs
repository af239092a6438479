using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectWizard.Network;

internal static class HostName
{
    private static readonly IdnMapping Punycode = new();

    /// <summary>Lower case, Unicode as punycode, no dot at the end, an IPv6 address without its brackets and in its shortest form.</summary>
    public static bool TryNormalize(string text, [NotNullWhen(true)] out string? host)
    {
        host = null;
        if (text.StartsWith('['))
        {
            if (text.EndsWith(']') && TryParseAddress(text[1..^1], out var bracketed) && bracketed.AddressFamily == AddressFamily.InterNetworkV6)
                host = bracketed.ToString();
            return host is not null;
        }

        host = TryParseAddress(text, out var address) ? address.ToString() : ToAscii(text);
        return host is not null;
    }

    /// <summary>As <see cref="TryNormalize"/>; what cannot be normalized comes back in lower case.</summary>
    public static string Normalize(string text) => TryNormalize(text, out var host) ? host : text.ToLowerInvariant();

    /// <summary>Not the short forms (<c>127.1</c>, <c>0x7f000001</c>) that <see cref="IPAddress.Parse(string)"/> takes too.</summary>
    public static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return (text.Contains(':', StringComparison.Ordinal) || text.Split('.') is { Length: 4 } parts && parts.All(IsOctet))
            && IPAddress.TryParse(text, out address);
    }

    private static bool IsOctet(string part) =>
        part is { Length: >= 1 and <= 3 } && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0');

    private static string? ToAscii(string text)
    {
        try
        {
            // What is ASCII goes to DNS as it is: not every label that starts with xn-- is well-formed punycode.
            var ascii = (Ascii.IsValid(text) ? text : Punycode.GetAscii(text)).TrimEnd('.').ToLowerInvariant();
            // A last label of digits alone is an IPv4 address in one of its short forms, or nothing.
            return Uri.CheckHostName(ascii) == UriHostNameType.Dns && !ascii.Split('.')[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
