using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// An address cut at its seams and not yet judged: any text can be cut. The password is not kept; a user name is, because old SSH
/// addresses of Azure DevOps Services name their organization there.
/// </summary>
/// <param name="Scheme">In lower case, without <c>://</c>; <c>ssh</c> for <c>user@host:path</c>; null where none was typed.</param>
/// <param name="User">The user name; null where there was no user part.</param>
/// <param name="Host">As typed, an IPv6 address with its brackets.</param>
/// <param name="Port">As typed, empty where there was none.</param>
/// <param name="Segments">The path's parts, decoded; none is empty, <c>.</c> or <c>..</c>.</param>
/// <param name="HasQuery">Something stood behind <c>?</c> or <c>#</c>.</param>
internal sealed record AddressTokens(string? Scheme, string? User, string Host, string Port, IReadOnlyList<string> Segments, bool HasQuery)
{
    private static readonly SearchValues<char> Wrapping = SearchValues.Create("\"'`<>“”‘’«»");

    /// <summary>Cuts a text; blanks, quotes and angle brackets around it are dropped, control characters everywhere.</summary>
    public static AddressTokens Read(string text)
    {
        var rest = Clean(text);
        var scheme = TakeScheme(ref rest);
        var query = rest.IndexOfAny(['?', '#']);
        var hasQuery = query >= 0 && query < rest.Length - 1;
        rest = query < 0 ? rest : rest[..query];
        var (authority, path) = CutAuthority(rest);
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? null : authority[..at].Split(':')[0];
        var (host, port) = CutPort(authority[(at + 1)..]);
        if (scheme is null && user is not null && port.Length > 0 && !port.All(char.IsAsciiDigit))
            return new AddressTokens("ssh", user, Decode(host), "", Cut($"{port}/{path}"), hasQuery);

        return new AddressTokens(scheme, user, Decode(host), port, Cut(path), hasQuery);
    }

    /// <summary>Decodes a path and cuts it; empty parts are dropped, <c>.</c> and <c>..</c> resolved, as a browser would.</summary>
    public static IReadOnlyList<string> Cut(string path)
    {
        var parts = new List<string>();
        foreach (var part in Decode(path).Split('/', '\\').Select(Trim).Where(part => part.Length > 0))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            else if (part != ".")
                parts.Add(part);
        }

        return parts;
    }

    /// <summary>
    /// Undoes percent-encoding until none is left: <c>%2520</c> is what becomes of a space that was encoded twice, and no name in Azure
    /// DevOps holds a percent sign of its own. What comes to light and cannot be seen is dropped.
    /// </summary>
    public static string Decode(string text)
    {
        while (text.Contains('%', StringComparison.Ordinal))
        {
            var decoded = Visible(Uri.UnescapeDataString(text));
            if (decoded == text)
                return text;

            text = decoded;
        }

        return text;
    }

    /// <summary>Drops control characters, invisible marks and broken surrogates, and trims.</summary>
    public static string Clean(string text) => Trim(Visible(text));

    private static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>Trims blanks, quotes and angle brackets: nothing in an address starts or ends with one.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsWrapping(text[start]))
            start++;

        while (end > start && IsWrapping(text[end - 1]))
            end--;

        return text[start..end];
    }

    private static bool IsWrapping(char letter) => char.IsWhiteSpace(letter) || Wrapping.Contains(letter);

    /// <summary>Takes <c>https://</c> off, and what people make of it: <c>https:/</c>, <c>HTTPS:\\</c>, <c>https//</c>,
    /// <c>//</c>.</summary>
    private static string? TakeScheme(ref string rest)
    {
        var name = rest[..rest.TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '-' or '.').Count()];
        var behind = rest[name.Length..];
        var hasColon = behind is [':', ..];
        behind = hasColon ? behind[1..] : behind;
        var slashes = behind.TakeWhile(letter => letter is '/' or '\\').Count();
        var isWeb = name.Equals("http", StringComparison.OrdinalIgnoreCase) || name.Equals("https", StringComparison.OrdinalIgnoreCase);
        var isScheme = hasColon
            ? slashes >= 2 || (isWeb && behind is [var next, ..] && !char.IsAsciiDigit(next))
            : slashes >= 2 && (isWeb || name.Length == 0);
        if (!isScheme)
            return null;

        rest = behind[slashes..];
        return name.Length == 0 ? null : name.ToLowerInvariant();
    }

    private static (string Authority, string Path) CutAuthority(string rest)
    {
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = end < 0 ? rest : rest[..end];
        var path = end < 0 ? "" : rest[end..];

        // A backslash is a slash to people, but it also stands in DOMAIN\user, before an @.
        var backslash = authority.IndexOf('\\', authority.LastIndexOf('@') + 1);
        return backslash < 0 ? (authority, path) : (authority[..backslash], authority[backslash..] + path);
    }

    private static (string Host, string Port) CutPort(string authority)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', Math.Max(bracket, 0));
        var isBareIPv6 = bracket < 0 && colon >= 0 && authority.IndexOf(':', colon + 1) >= 0;
        return colon < 0 || isBareIPv6 ? (authority, "") : (authority[..colon], authority[(colon + 1)..]);
    }
}
