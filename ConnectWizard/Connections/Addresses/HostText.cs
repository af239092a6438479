using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectWizard.Connections.Addresses;

/// <summary>A host as typed, read as the DNS name or IP address that it means.</summary>
/// <param name="Host">Lower-case ASCII, an IPv6 address in brackets; null when it is neither name nor address.</param>
/// <param name="Note">What is worth saying about the reading.</param>
internal sealed record HostText(string? Host, InputNote? Note = null)
{
    private static readonly SearchValues<char> IPv6Letters = SearchValues.Create("0123456789abcdefABCDEF:.");
    private static readonly HostText Unusable = new((string?)null);
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = false };

    public static HostText Read(string typed)
    {
        var text = AddressTokens.Decode(typed).Trim();
        if (text.Length is 0 or > 255)
            return Unusable;

        if (text.Contains(':', StringComparison.Ordinal) || text[0] == '[')
            return ReadIPv6(text);

        var name = ToAscii(text)?.TrimEnd('.');
        if (string.IsNullOrEmpty(name))
            return Unusable;

        return NumericHost.EndsInNumber(name) ? ReadNumeric(text, name) : ReadName(text, name);
    }

    /// <summary>The name with its letters beyond ASCII, as people know it; other hosts as they are.</summary>
    public static string Show(string host)
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

    /// <summary>
    /// A single word of a token's length, letters and digits only, is a token in the wrong field rather than a machine's name. It must not
    /// be
    /// asked of DNS, stored or shown.
    /// </summary>
    public static bool LooksLikeToken(string typed) => typed.Length >= 40 && typed.All(char.IsAsciiLetterOrDigit);

    private static HostText ReadIPv6(string text)
    {
        var inner = text is ['[', .. var between, ']'] ? between : text;

        // The system's parser takes zone ids, which name an interface of this machine, and brackets and a port of its own.
        return !inner.AsSpan().ContainsAnyExcept(IPv6Letters)
            && IPAddress.TryParse(inner, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            ? new HostText($"[{address}]")
            : Unusable;
    }

    private static HostText ReadNumeric(string typed, string name)
    {
        if (NumericHost.Read(name) is not { } address)
            return Unusable;

        var shown = address.ToString();
        return shown == typed.TrimEnd('.')
            ? new HostText(shown)
            : new HostText(shown, InputNote.Of(InputNoteCode.NumericAddress, ("typed", typed), ("address", shown)));
    }

    private static HostText ReadName(string typed, string name)
    {
        if (name.Length > 253 || Uri.CheckHostName(name) != UriHostNameType.Dns)
            return Unusable;

        return Ascii.IsValid(typed)
            ? new HostText(name)
            : new HostText(name, InputNote.Of(InputNoteCode.InternationalName, ("name", Show(name)), ("ascii", name)));
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
