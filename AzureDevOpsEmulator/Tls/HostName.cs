using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AzureDevOpsEmulator.Tls;

/// <summary>Host names as certificates have them: lower case, punycode, no trailing dot; addresses in their canonical text.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new();

    /// <exception cref="ArgumentException">It is neither a DNS name nor an IP address.</exception>
    public static string Normalize(string hostName)
    {
        ArgumentException.ThrowIfNullOrEmpty(hostName);
        if (IPAddress.TryParse(hostName.Trim('[', ']'), out var address)) return address.ToString();
        var ascii = Idn.GetAscii(hostName.TrimEnd('.')).ToLowerInvariant();
        return Uri.CheckHostName(ascii) == UriHostNameType.Dns
            ? ascii
            : throw new ArgumentException($"'{hostName}' is not a host name.", nameof(hostName));
    }

    /// <summary>The normalized name as part of a file name: not too long for one, and without an IPv6 address's colons.</summary>
    public static string ForFile(string normalized)
    {
        const int longest = 120;
        if (normalized.Length <= longest) return normalized.Replace(':', '-');
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(normalized));
        return Convert.ToHexStringLower(hash);
    }
}
