using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>An address split into its parts and not yet validated; any text can be split. Passwords are not kept.</summary>
/// <param name="Scheme">In lower case, without <c>://</c>; <c>ssh</c> for <c>user@host:path</c>; null where none was typed.</param>
/// <param name="User">Kept because old SSH addresses of Azure DevOps Services name their organization here.</param>
/// <param name="Segments">The path's parts, decoded; none is empty, <c>.</c> or <c>..</c>.</param>
internal sealed record UrlParts(string? Scheme, string? User, string Host, string Port, IReadOnlyList<string> Segments, bool HasQuery)
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'`<>“”‘’«»");
    private static readonly Regex BeforePath = new(@"^[^/\\]*[/\\\u200c\u200d]*[^/\\]*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary><c>CORP\user@</c> or <c>CORP\user:word@</c>.</summary>
    private static readonly Regex DomainUser =
        new(@"^[A-Za-z][A-Za-z0-9_-]*\\[^\\@:]+(?::.*)?@", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static UrlParts Split(string text)
    {
        var rest = Trim(RemoveJoinersBeforePath(RemoveInvisible(text)));
        var scheme = TakeScheme(ref rest);
        var query = rest.IndexOfAny(['?', '#']);
        var hasQuery = query >= 0 && query < rest.Length - 1;
        rest = query < 0 ? rest : rest[..query];
        var (authority, path) = SplitAuthority(rest);
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? null : authority[..at].Split(':')[0];
        var (host, port) = SplitPort(authority[(at + 1)..]);
        host = DecodeHost(host);
        var isSsh = scheme == "ssh" || (scheme is null && (user is not null || ServicesHosts.IsSsh(host)));
        return isSsh && port.Length > 0 && !port.All(char.IsAsciiDigit)
            ? new UrlParts("ssh", user, host, "", SplitPath($"{port}/{path}"), hasQuery)
            : new UrlParts(scheme, user, host, port, SplitPath(path), hasQuery);
    }

    /// <summary>Decodes a path and splits it; empty parts are dropped, <c>.</c> and <c>..</c> resolved, as a browser would.</summary>
    public static IReadOnlyList<string> SplitPath(string path)
    {
        var parts = new List<string>();
        foreach (var part in Decode(path).Split('/', '\\').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            else if (part != ".")
                parts.Add(part);
        }

        return parts;
    }

    /// <summary>Decodes until no percent-encoding is left: <c>%2520</c> is a space encoded twice, and names in Azure DevOps hold no percent sign.</summary>
    public static string Decode(string text)
    {
        while (text.Contains('%', StringComparison.Ordinal))
        {
            var decoded = RemoveInvisible(Uri.UnescapeDataString(text));
            if (decoded == text)
                return text;
            text = decoded;
        }

        return text;
    }

    public static string DecodeHost(string host)
    {
        while (RemoveJoiners(Decode(host)) is var decoded && decoded != host)
            host = decoded;

        return host;
    }

    /// <summary>Browsers read a backslash as a slash: to them <c>https://one.example\\@two.example</c> is another host.</summary>
    public static bool IsMisleading(string authority) =>
        authority.LastIndexOf('@') is >= 0 and var at && authority.AsSpan(0, at).Contains('\\') && (!DomainUser.IsMatch(authority) || authority.StartsWith(@"localhost\", StringComparison.OrdinalIgnoreCase));

    public static string Clean(string text) => Trim(RemoveInvisible(text));

    /// <summary>Removes control characters, invisible marks and broken surrogates, but not the joiners within names.</summary>
    public static string RemoveInvisible(string text)
    {
        var kept = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune))
                kept.Append(letters[..rune.EncodeToUtf16(letters)]);
        }

        return kept.ToString();
    }

    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsTrimmed(text[start]))
            start++;

        while (end > start && IsTrimmed(text[end - 1]))
            end--;

        return text[start..end];
    }

    private static bool IsTrimmed(char letter) => char.IsWhiteSpace(letter) || IsJoiner(letter) || Quotes.Contains(letter);

    private static bool IsVisible(Rune rune) =>
        rune != Rune.ReplacementChar && !Rune.IsControl(rune)
        && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format || (rune.IsBmp && IsJoiner((char)rune.Value)));

    /// <summary>Persian words and many emoji are written with them.</summary>
    private static bool IsJoiner(char letter) => letter is '\u200c' or '\u200d';

    private static string RemoveJoiners(string text) => string.Concat(text.Where(letter => !IsJoiner(letter)));

    /// <summary>Names may hold joiners, a scheme and a host may not.</summary>
    private static string RemoveJoinersBeforePath(string text)
    {
        var end = BeforePath.Match(text).Length;
        return RemoveJoiners(text[..end]) + text[end..];
    }

    /// <summary>Takes <c>https://</c> off, and its misspellings: <c>https:/</c>, <c>HTTPS:\\</c>, <c>https//</c>, <c>//</c>.</summary>
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

    private static (string Authority, string Path) SplitAuthority(string rest)
    {
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = end < 0 ? rest : rest[..end];
        var path = end < 0 ? "" : rest[end..];

        if (IsMisleading(authority))
            return ("", path);

        // People type a backslash for a slash.
        var backslash = authority.IndexOf('\\', authority.LastIndexOf('@') + 1);
        return backslash < 0 ? (authority, path) : (authority[..backslash], authority[backslash..] + path);
    }

    private static (string Host, string Port) SplitPort(string authority)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', Math.Max(bracket, 0));
        var isBareIPv6 = bracket < 0 && colon >= 0 && authority.IndexOf(':', colon + 1) >= 0;
        return colon < 0 || isBareIPv6 ? (authority, "") : (authority[..colon], authority[(colon + 1)..]);
    }
}
