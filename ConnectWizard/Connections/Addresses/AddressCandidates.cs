using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>Finds what may be an address in a pasted text: a whole line, or a part of one (<c>git clone "…" folder</c>, Markdown, chat markup).</summary>
internal static class AddressCandidates
{
    private const int MaxLines = 50;
    private static readonly Regex Scheme = new("(?:https?|ssh)://", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A line of <c>git remote -v</c>.</summary>
    private static readonly Regex Remote =
        new("^[^ /:]+ +(?<url>[^ ].*[^ ]) +\\((?:fetch|push)\\)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Marker =
        new("/_(?:git|apis|ssh|wiki|build|workitems)/", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Best first: of each line the words with a scheme or an SSH user, or the whole line.</summary>
    public static IEnumerable<string> In(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MaxLines)
            .SelectMany(InLine);

    private static IEnumerable<string> InLine(string line)
    {
        var cleaned = UrlParts.Clean(line);
        if (Remote.Match(UrlParts.Clean(line.Replace('\t', ' '))) is { Success: true } remote)
            return [Cut(remote.Groups["url"].Value)];

        // Browsers show "My Project" decoded, so a line that starts as an address is one with its blanks.
        if (SchemeIn(cleaned) == 0 || !cleaned.Any(char.IsWhiteSpace))
            return [Cut(cleaned[Math.Max(SchemeIn(cleaned), 0)..])];
        var words = Words(UrlParts.RemoveInvisible(line.Replace('\t', ' '))).ToArray();
        return
        [
            .. words.Where(word => SchemeIn(word) >= 0).Select(word => Cut(word[SchemeIn(word)..])),
            .. StartsWithSsh(cleaned) ? [Cut(cleaned)] : Array.Empty<string>(),
            .. words.Where(StartsWithSsh).Select(Cut),
            .. StartsWithHost(cleaned) ? [Cut(cleaned)] : Array.Empty<string>(),
            .. words.Where(word => StartsWithHost(word) && word.Split('/').Any(UrlFamilies.IsTelling)).Select(Cut),
        ];
    }

    /// <summary>Where the address starts, behind what tools and people write before it: <c>git::https://</c>, <c>git+ssh://</c>, <c>Clone:https://</c>.</summary>
    private static int SchemeIn(string word)
    {
        var match = Scheme.Match(word);
        return match.Success && !word.AsSpan(0, match.Index).ContainsAny("/?@") ? match.Index : -1;
    }

    /// <summary>Cuts at what no address contains, an unopened bracket, and trailing punctuation.</summary>
    private static string Cut(string text)
    {
        var depth = 0;
        var end = 0;
        for (; end < text.Length && text[end] is not ('"' or '<' or '>' or '|' or '`' or '“' or '”'); end++)
        {
            depth += text[end] switch { '(' or '「' => 1, ')' or '」' => -1, _ => 0 };
            if (depth < 0)
                break;
        }

        return text[..end].TrimEnd('.', ',', ';', ' ');
    }

    private static bool StartsWithSsh(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && word.IndexOf(':', at) > at + 1 && !word.AsSpan(0, at).Contains(' ');
    }

    private static bool StartsWithHost(string line)
    {
        var slash = line.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && !line.AsSpan(0, slash).ContainsAny(' ', '\t') && line.AsSpan(0, slash).Contains('.');
    }

    /// <summary>The words of a command line. Quotes keep one together; an address goes on over blanks where <c>/_git/</c> follows.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var start = 0;
        while (start < line.Length)
        {
            var quote = line[start] is '"' or '\'' or '<' or '“' ? ClosingOf(line[start]) : '\0';
            start += quote == '\0' ? 0 : 1;
            var end = EndOfWord(line, start, quote);
            if (quote == '\0' && SchemeIn(line[start..end]) >= 0)
                end = EndOfAddress(line, start, end);

            yield return line[start..end].Trim('"', '\'', '<', '>', '(', '[');
            start = end + 1;
        }
    }

    /// <summary>Behind the marker that follows over blanks, with neither a quote nor another address between.</summary>
    private static int EndOfAddress(string line, int start, int end)
    {
        if (Marker.Match(line, start) is not { Success: true, Index: var marker } || marker < end)
            return end;
        var between = line.AsSpan(end, marker - end);
        return between.ContainsAny("\"'<>|") || between.Contains("://", StringComparison.Ordinal) ? end : EndOfWord(line, marker, '\0');
    }

    private static int EndOfWord(string line, int start, char quote)
    {
        var end = quote == '\0' ? line.AsSpan(start).IndexOfAny(' ', '\u00a0', '\u3000') : line.AsSpan(start).IndexOf(quote);
        return end < 0 ? line.Length : start + end;
    }

    private static char ClosingOf(char quote) => quote switch { '<' => '>', '“' => '”', _ => quote };
}
