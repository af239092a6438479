namespace ConnectWizard.Connections.Addresses;

/// <summary>Finds what may be an address in a pasted text: a whole line, or a word of one (<c>git clone "…" folder</c>).</summary>
internal static class AddressCandidates
{
    private const int MaxLines = 50;
    private static readonly char[] Punctuation = ['.', ',', ';', ')'];

    /// <summary>Best first: line by line, and of each line the words with a scheme or an SSH user, or the whole line.</summary>
    public static IEnumerable<string> In(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MaxLines)
            .SelectMany(InLine);

    private static IEnumerable<string> InLine(string line)
    {
        var cleaned = UrlParts.Clean(line);

        // Browsers show "My Project" decoded, so a line that starts as an address is one with its blanks.
        if (HasScheme(cleaned) || !cleaned.Any(char.IsWhiteSpace))
            return [cleaned.TrimEnd(Punctuation)];

        var words = Words(line).Select(word => word.TrimEnd(Punctuation)).ToArray();
        return [.. words.Where(HasScheme), .. words.Where(IsSsh), .. StartsWithHost(cleaned) ? [cleaned] : Array.Empty<string>()];
    }

    private static bool HasScheme(string word) =>
        word.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase);

    private static bool IsSsh(string word)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && word.IndexOf(':', at) > at + 1;
    }

    /// <summary><c>host.example/My Collection</c>.</summary>
    private static bool StartsWithHost(string line)
    {
        var slash = line.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && !line.AsSpan(0, slash).ContainsAny(' ', '\t') && line.AsSpan(0, slash).Contains('.');
    }

    /// <summary>The words of a command line; quotes keep one together.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var start = 0;
        while (start < line.Length)
        {
            var quote = line[start] is '"' or '\'' or '<' or '“' ? ClosingOf(line[start]) : '\0';
            start += quote == '\0' ? 0 : 1;
            var end = start;
            while (end < line.Length && (quote == '\0' ? !char.IsWhiteSpace(line[end]) : line[end] != quote))
                end++;

            yield return line[start..end].Trim('"', '\'', '<', '>', '(', '[');
            start = end + 1;
        }
    }

    private static char ClosingOf(char quote) => quote switch { '<' => '>', '“' => '”', _ => quote };
}
