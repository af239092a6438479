using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectWizard.Connections.Addresses;

/// <summary>A host as typed, read as the DNS name or IP address that it means.</summary>
/// <param name="Host">Lower-case ASCII, an IPv6 address in brackets; null when it is neither name nor address.</param>
internal sealed record ParsedHost(string? Host, InputNote? Note = null)
{
    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly ParsedHost Unusable = new((string?)null);
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    public static ParsedHost Parse(string typed)
    {
        var text = UrlParts.DecodeHost(typed).Trim();
        if (text.Length is 0 or > 255)
            return Unusable;
        if (text.Contains(':', StringComparison.Ordinal) || text[0] == '[')
            return ParseIPv6(text);
        var name = ToAscii(text)?.TrimEnd('.');
        if (string.IsNullOrEmpty(name))
            return Unusable;
        return EndsInNumber(name) ? ParseIPv4(text, name) : ParseName(text, name);
    }

    public static string Display(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal))
            return host;
        try
        {
            return Idn.GetUnicode(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    /// <summary>A single word of a token's length is a token in the wrong field: it must not be looked up in DNS, stored or shown.</summary>
    public static bool LooksLikeToken(string typed) => typed.Length >= 40 && typed.All(char.IsAsciiLetterOrDigit);

    private static ParsedHost ParseIPv6(string text)
    {
        var inner = text is ['[', .. var between, ']'] ? between : text;

        // The system's parser also takes zone ids, which name an interface of this machine, and brackets and a port of its own.
        return !inner.AsSpan().ContainsAnyExcept(IPv6Characters)
            && IPAddress.TryParse(inner, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            ? new ParsedHost($"[{address}]")
            : Unusable;
    }

    /// <summary>True when the last label is a number, however large: then the whole is an address or nothing (WHATWG URL, "ends in a number").</summary>
    private static bool EndsInNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit)
            || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.Skip(2).All(char.IsAsciiHexDigit);
    }

    // The system's parser takes every spelling that browsers take, but for a bare 0x: to the outbound policy 2130706433 is 127.0.0.1.
    private static ParsedHost ParseIPv4(string typed, string name)
    {
        var parts = name.Split('.').Select(part => part == "0x" ? "0" : part);
        if (!IPAddress.TryParse(string.Join('.', parts), out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork)
            return Unusable;
        var address = parsed.ToString();
        return address == typed.TrimEnd('.')
            ? new ParsedHost(address)
            : new ParsedHost(address, InputNote.Of(InputNoteCode.NumericAddress, ("typed", typed), ("address", address)));
    }

    private static ParsedHost ParseName(string typed, string name)
    {
        if (name.Length > 253 || Uri.CheckHostName(name) != UriHostNameType.Dns)
            return Unusable;
        return new ParsedHost(name, Ascii.IsValid(typed) ? null : InputNote.International(name));
    }

    private static string? ToAscii(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        try
        {
            return Idn.GetAscii(text.ToLowerInvariant().TrimEnd('.', '。')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
