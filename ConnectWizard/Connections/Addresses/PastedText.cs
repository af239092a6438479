namespace ConnectWizard.Connections.Addresses;

/// <summary>Finds what may be an address in a pasted text: a whole line, or a word of one (<c>git clone "…" folder</c>).</summary>
internal static class PastedText
{
    private const int MaximumLines = 50;
    private static readonly char[] Punctuation = ['.', ',', ';', ')'];

    /// <summary>The candidates, best first: line by line, and of each line the words with a scheme or an SSH user, or the whole
    /// line.</summary>
    public static IEnumerable<string> FindAddresses(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MaximumLines)
            .SelectMany(OfLine);

    private static IEnumerable<string> OfLine(string line)
    {
        var cleaned = AddressTokens.Clean(line);
        if (HasScheme(cleaned) || !cleaned.Any(char.IsWhiteSpace))
        {
            // The blanks of a line that starts as an address are part of it: browsers show "My Project" decoded.
            return [cleaned.TrimEnd(Punctuation)];
        }

        var words = Words(line).Select(word => word.TrimEnd(Punctuation)).ToArray();
        return [.. words.Where(HasScheme), .. words.Where(IsSsh), .. StartsAsPath(cleaned) ? [cleaned] : Array.Empty<string>()];
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

    /// <summary><c>host.example/My Collection</c>: an address without scheme whose path has blanks.</summary>
    private static bool StartsAsPath(string line)
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
            var quote = line[start] is '"' or '\'' or '<' or '“' ? Closing(line[start]) : '\0';
            start += quote == '\0' ? 0 : 1;
            var end = start;
            while (end < line.Length && (quote == '\0' ? !char.IsWhiteSpace(line[end]) : line[end] != quote))
                end++;

            yield return line[start..end].Trim('"', '\'', '<', '>', '(', '[');
            start = end + 1;
        }
    }

    private static char Closing(char quote) => quote switch { '<' => '>', '“' => '”', _ => quote };
}
