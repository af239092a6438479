using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>Finds what may be an address in a pasted text: a whole line, or a part of one (<c>git clone "…" folder</c>, Markdown, chat markup).</summary>
internal static class AddressCandidates
{
    private const int MaxLines = 50;
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly Regex Scheme = new("(?:https?|ssh)://", Linear);
    private static readonly Regex Separated = new("[,;|，；](?<scheme>(?:https?|ssh)://)", Linear);
    private static readonly (string Text, string Letter)[] Escapes = [(@"\/", "/"), (@"\u002f", "/"), ("\\\"", "\""), (@"'\''", "%27"), ("\t", " ")];

    /// <summary>Browsers read it as a slash, and another host.</summary>
    private static readonly Regex BackslashInAuthority = new(@"\\[^/\r\n]*@", Linear);

    private static readonly Regex Encoded = new("^\\s*https?%3A%2F%2F", Linear);
    private static readonly Regex Escaped = new(@"\\(?<letter>[ &()'!;$])", Linear);

    /// <summary>The whole value is the address, blanks included: <c>git remote -v</c>, <c>.gitmodules</c> and <c>git remote show</c>.</summary>
    private static readonly Regex Field =
        new("^(?:[^ /:]+ +(?<url>[^ ].*[^ ]) +\\((?:fetch|push)\\).*|[^ =/:]*url *= *(?<url>.+)|[^ =/:]+\\.url +(?<url>.+)|(?:fetch|push) +url: *(?<url>.+))$", Linear);

    /// <summary><c>Repository: https://…</c>, or a mark of a list or table.</summary>
    private static readonly Regex Label = new("^(?:[-*+•>|]|[0-9]+[.)]|[^ /:=@]+ ?[:=]) +(?<rest>(?:https?|ssh)://.*)$", Linear);

    /// <summary>What git's credential helpers write and read.</summary>
    private static readonly Regex Credential = new(@"protocol=(?<scheme>https?)\s+host=(?<host>\S+)(?:\s+path=(?<path>[^\r\n]+))?", Linear);

    private static readonly Regex Command = new(@"\bgit(?:\.exe)?""? (?:.* )?(?:clone|add|set-url) ", Linear);
    private static readonly Regex Marker = new("/_(?:git|apis|ssh|wiki|build|workitems)/", Linear);
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'<“");
    private static readonly SearchValues<char> Ends = SearchValues.Create("\"<>|`“”→，");

    /// <summary>Best first: of each line the words with a scheme or an SSH user, or the whole line.</summary>
    public static IEnumerable<string> In(string text)
    {
        var plain = Plain(text);
        return Credential.Match(plain) is { Success: true } form
            ? [$"{form.Groups["scheme"].Value}://{form.Groups["host"].Value}/{form.Groups["path"].Value}"]
            : plain.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxLines).SelectMany(InLine).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Without the escapes of HTML, JSON and shells, and with a blank between addresses.</summary>
    private static string Plain(string text)
    {
        var plain = WebUtility.HtmlDecode(Encoded.IsMatch(text) ? Uri.UnescapeDataString(text) : text);
        foreach (var (escape, letter) in Escapes)
            plain = plain.Replace(escape, letter, StringComparison.OrdinalIgnoreCase);
        plain = BackslashInAuthority.IsMatch(plain) ? plain : Escaped.Replace(plain, letter => Uri.HexEscape(letter.Groups["letter"].Value[0]));
        return Separated.Replace(plain, " ${scheme}");
    }

    private static IEnumerable<string> InLine(string line)
    {
        var cleaned = UrlParts.Clean(line);
        if (Field.Match(cleaned) is { Success: true } field && Scheme.Count(cleaned) < 2)
            return [Cut(UrlParts.Trim(field.Groups["url"].Value))];
        var scheme = SchemeIn(cleaned);
        if (!cleaned.Any(char.IsWhiteSpace))
            return [From(cleaned, Math.Max(scheme, 0))];
        if (Scheme.Count(cleaned) == 1 && scheme == 0 && !Quotes.Contains(line[0]))
            return AtStart(cleaned);
        if (Scheme.Count(cleaned) == 1 && Label.Match(cleaned) is { Success: true } labelled)
            return AtStart(labelled.Groups["rest"].Value);
        var words = Words(UrlParts.RemoveInvisible(line), Command.IsMatch(line)).ToArray();
        return
        [
            .. words.Where(word => SchemeIn(word) >= 0).Select(word => WithoutPossessive(From(word, SchemeIn(word)).TrimEnd('!'))),
            .. StartsWithSsh(cleaned) ? AtStart(cleaned) : [],
            .. words.Where(StartsWithSsh).Select(Cut),
            .. StartsWithHost(cleaned) ? AtStart(cleaned) : [],
            .. words.Where(IsTellingHost).Select(Cut),
        ];
    }

    /// <summary>A line that starts as an address is one with its blanks, for browsers show <c>My Project</c> decoded, or has words behind it.</summary>
    private static IEnumerable<string> AtStart(string line)
    {
        line = Cut(line);
        var end = EndOfAddress(line, 0, EndOfWord(line, 0));
        var (address, words) = (line[..end], line[end..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > 1 && (char.IsPunctuation(words[0][0]) || char.IsSymbol(words[0][0])) || IsWhole(address))
            return [WithoutPossessive(Cut(address))];
        if (words.Length < 2 || !words.Any(word => char.IsLower(word[0])))
            return words.Any(word => word.Contains('/', StringComparison.Ordinal)) ? [line] : [line, Cut(address)];
        var names = string.Join(' ', words.TakeWhile(word => !char.IsLower(word[0])));
        return [Cut($"{address} {names}"), Cut(address), line];
    }

    /// <summary>No name goes on behind <c>.git</c> or <c>’s</c>.</summary>
    private static bool IsWhole(string address) => address.EndsWith(".git", StringComparison.OrdinalIgnoreCase) || address != WithoutPossessive(address);

    private static string WithoutPossessive(string address) => address.EndsWith("’s", StringComparison.Ordinal) || address.EndsWith("'s", StringComparison.Ordinal) ? address[..^2] : address;

    /// <summary>Where the address starts, behind what tools and people write before it: <c>git::https://</c>, <c>git+ssh://</c>, <c>Clone:https://</c>.</summary>
    private static int SchemeIn(string word)
    {
        var match = Scheme.Match(word);
        return match.Success && (word[..match.Index] is [.., '(' or '[' or '{' or '<' or '|' or '*'] || !word.AsSpan(0, match.Index).TrimStart('/').ContainsAny("/? ")) ? match.Index : -1;
    }

    /// <summary>A reference (<c>git+https://…@v1</c>) and the name of a setting (<c>credential.https://….useHttpPath</c>) are no part of the address.</summary>
    private static string From(string word, int scheme)
    {
        var (before, address) = (word[..scheme], Cut(word[scheme..]));
        var last = before.EndsWith("git+", StringComparison.OrdinalIgnoreCase) ? '@' : before is "http." or "credential." or "url." ? '.' : '\0';
        var path = address.IndexOfAny(['?', '#']) is >= 0 and var query ? address[..query] : address;
        var at = last == '\0' ? -1 : path.LastIndexOf(last);
        address = at > (last == '@' ? path.LastIndexOf('/') : 0) ? address[..at] : address;
        return before.EndsWith('_') ? address.TrimEnd('_') : address;
    }

    /// <summary>Cuts at what no address contains, an unopened bracket, and trailing punctuation.</summary>
    private static string Cut(string text)
    {
        var depth = 0;
        var end = 0;
        for (; end < text.Length && !Ends.Contains(text[end]); end++)
        {
            depth += text[end] switch { '(' or '「' or '（' or '『' or '【' => 1, ')' or '」' or '）' or '』' or '】' => -1, _ => 0 };
            if (depth < 0)
                break;
        }

        return text[..end].TrimEnd('.', ',', ';', ' ', '\u00a0', '。', '！', '？', '；', '：', '、', '…', '~', '*');
    }

    private static bool StartsWithSsh(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && word.IndexOf(':', at) > at + 1 && !word.AsSpan(0, at).Contains(' ');
    }

    private static bool StartsWithHost(string line)
    {
        var slash = line.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && !line.AsSpan(0, slash).Contains(' ') && line.AsSpan(0, slash).Contains('.');
    }

    private static bool IsTellingHost(string word) =>
        StartsWithHost(word) && (word.Split('/').Any(UrlFamilies.IsTelling) || ServicesHosts.Contains(UrlParts.Split(word).Host));

    /// <summary>The words of a command line. Quotes keep one together; an address goes on over blanks where <c>/_git/</c> follows, and may go on to a command's end.</summary>
    private static IEnumerable<string> Words(string line, bool isCommand)
    {
        for (int start = 0, end; start < line.Length; start = end + 1)
        {
            end = EndOfWord(line, start);
            var opening = OpeningIn(line, start, end);
            if (opening >= 0 && line.IndexOf(ClosingOf(line[opening]), opening + 1) is >= 0 and var closing)
            {
                end = closing;
                var quoted = line[(opening + 1)..end];
                foreach (var word in SchemeIn(quoted) < 0 && Scheme.IsMatch(quoted) ? Words(quoted, isCommand) : [quoted])
                    yield return word;
                continue;
            }

            var isAddress = SchemeIn(line[start..end]) >= 0 || StartsWithSsh(line[start..end]) || StartsWithHost(line[start..end]);
            end = isAddress ? EndOfAddress(line, start, end) : end;
            yield return Trim(line[start..end]);
            if (!isAddress || !isCommand)
                continue;
            foreach (var longer in Longer(line, end))
                yield return Trim(line[start..longer]);
        }

        static string Trim(string word) => word.Trim('"', '\'', '<', '>', '(', '[');
    }

    /// <summary>Where the address ends if the words behind it, which may be a folder's name, are its own.</summary>
    private static IEnumerable<int> Longer(string line, int end)
    {
        for (var words = 0; words < 3 && end + 1 < line.Length; words++)
        {
            var next = EndOfWord(line, end + 1);
            if (line[end + 1] is '-' or '.' or '&' or '|' or '(' or '#' or ' ' || line.AsSpan(end, next - end).Contains('/'))
                yield break;
            yield return end = next;
        }
    }

    /// <summary>A quote at the word's start, or the last before its address: <c>REPO="https://…</c>.</summary>
    private static int OpeningIn(string line, int start, int end)
    {
        if (Quotes.Contains(line[start]))
            return start;
        var scheme = Scheme.Match(line, start, end - start);
        return scheme.Success && line.AsSpan(start, scheme.Index - start).LastIndexOfAny(Quotes) is >= 0 and var at ? start + at : -1;
    }

    /// <summary>Behind the marker that follows over blanks, or the slashes that an SSH address lacks, with neither a quote nor another address between.</summary>
    private static int EndOfAddress(string line, int start, int end)
    {
        if (Marker.Match(line, start) is { Success: true, Index: var marker } && marker >= end && IsOneAddress(line.AsSpan(end, marker - end)))
            return EndOfWord(line, marker);
        if (line.IndexOf(":v3/", start, end - start, StringComparison.Ordinal) is var third and >= 0)
        {
            while (end < line.Length && line.AsSpan(third, end - third).Count('/') < 3 && line.IndexOf('/', end) is >= 0 and var slash && IsOneAddress(line.AsSpan(end, slash - end)))
                end = EndOfWord(line, slash);
        }

        return end;
    }

    private static bool IsOneAddress(ReadOnlySpan<char> between) => !between.ContainsAny("\"'<>|") && !between.Contains("://", StringComparison.Ordinal);

    private static int EndOfWord(string line, int start) => line.AsSpan(start).IndexOfAny(' ', '\u00a0', '\u3000') is >= 0 and var end ? start + end : line.Length;

    private static char ClosingOf(char quote) => quote switch { '<' => '>', '“' => '”', _ => quote };
}
