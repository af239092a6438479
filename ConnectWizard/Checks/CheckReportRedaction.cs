using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConnectWizard.Connections;

namespace ConnectWizard.Checks;

/// <summary>
/// Removes the token of the check, whatever looks like a credential, and people's names: rather too much than too little. The length of a text bounds the work
/// for it, not a limit of time, which a busy machine passes with the shortest.
/// </summary>
internal sealed partial class CheckReportRedaction
{
    public const string Mark = "***";

    /// <summary>Characters. The patterns look back and ahead, so twice as many may be four times the work.</summary>
    private const int MaxReadLength = 4_000;
    private const int MinTokenLength = 8;
    private readonly string[] _secrets;
    private readonly (Regex Name, string Initials)[] _people;

    /// <param name="people">Display names and sign-in names that the check came to know.</param>
    public CheckReportRedaction(Secret? token, IEnumerable<string?> people)
    {
        var plain = token?.Reveal().Trim() ?? "";
        _secrets = plain.Length == 0 ? [] : [Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + plain)), plain];
        _people =
        [
            .. people.OfType<string>().Where(name => name.Length > 2).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(name => name.Length)
                .Select(name => (WordOf(name), Initials(name))),
        ];
    }

    /// <summary>True for the name of a header or a field whose whole value is a credential.</summary>
    public static bool IsCredentialName(string label) => CredentialName().IsMatch(DisplayText.Clip(label, MaxReadLength));

    /// <summary>A person by first letters: "A… L…", "a…@spacetech.example", "SPACETECH\a…".</summary>
    public static string Initials(string person)
    {
        var at = person.LastIndexOf('@');
        var start = person.LastIndexOf('\\') + 1;
        var end = at > start ? at : person.Length;
        var words = person[start..end].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => StringInfo.GetNextTextElement(word) + "…");
        return person[..start] + string.Join(' ', words) + person[end..];
    }

    /// <summary>Without credentials, on one line, at most <paramref name="longest"/> characters.</summary>
    public string Clean(string text, int longest) => DisplayText.Clip(WithoutCredentials(OneLine(text)), longest);

    /// <summary>Without credentials and with people shortened, on one line, at most <paramref name="longest"/> characters.</summary>
    public string Shorten(string text, int longest)
    {
        var clean = WithoutCredentials(OneLine(text));
        foreach (var (name, initials) in _people)
            clean = name.Replace(clean, initials.Replace("$", "$$", StringComparison.Ordinal));

        clean = SaidPerson().Replace(clean, match => Guid.TryParse(match.Value, out _) ? match.Value : Initials(match.Value));
        return DisplayText.Clip(Account().Replace(clean, match => Initials(match.Value)), longest);
    }

    private string WithoutCredentials(string text)
    {
        text = _secrets.Aggregate(text, WithoutKnown);
        text = Header().Replace(text, "${name}" + Mark);
        text = UserPart().Replace(text, Mark + "@");
        text = Query().Replace(text, "?" + Mark);
        text = NamedItem().Replace(text, "${name}" + Mark);
        text = Scheme().Replace(text, "${name}" + Mark);
        return LongWord().Replace(text, match => Hexadecimal().IsMatch(match.Value) ? match.Value : Mark);
    }

    /// <summary>Evidence is cut at a length, so the beginning of a token counts as the token.</summary>
    private static string WithoutKnown(string text, string secret)
    {
        var beginning = secret[..Math.Min(secret.Length, MinTokenLength)];
        for (var at = text.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = text.IndexOf(beginning, at + Mark.Length, StringComparison.Ordinal))
            text = string.Concat(text.AsSpan(0, at), Mark, text.AsSpan(at + text.AsSpan(at).CommonPrefixLength(secret)));

        return text;
    }

    private static string OneLine(string text) => Blank().Replace(DisplayText.Clip(text, MaxReadLength), " ").Trim();

    /// <summary>As a whole word that is no part of an address.</summary>
    private static Regex WordOf(string name) => new(
        $@"(?<![\w./@\\-]){Regex.Escape(name)}(?![\w/@\\-]|\.\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Timeout.InfiniteTimeSpan);

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Blank();

    [GeneratedRegex("^(proxy-)?authorization$|cookie|password|secret|token$|api-?key", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex CredentialName();

    [GeneratedRegex(@"(?<name>\b((proxy-)?authorization|(set-)?cookie2?)\s*:\s*).+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Header();

    [GeneratedRegex(@"(?<=://)[^/\s@]+@", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex UserPart();

    [GeneratedRegex(@"(?<=\S)(\?|#(?=[^\s""'<>]*=))[^\s""'<>]+", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Query();

    [GeneratedRegex(@"(?<name>\b(\w*(password|passwd|pwd|secret)\w*\s*[=:]|\w*(token|api_?key|sig|signature|assertion)\s*=)\s*)[^\s,;""']+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex NamedItem();

    /// <summary>A credential behind its scheme holds a digit, padding or letters in mixed case; the words of a sentence ("Basic authentication") do not.</summary>
    [GeneratedRegex(@"(?<name>\b(?i:Basic|Bearer|Negotiate|NTLM)\s+)(?=[^\s,]*([0-9=]|[a-z][A-Z]))[A-Za-z0-9+/_.~-]{8,}={0,2}(?![\w=:])", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Scheme();

    /// <summary>Tokens (52 and 84 characters), what they look like in Base64, and signed tokens in their three parts.</summary>
    [GeneratedRegex(@"(?<![\w-])(eyJ[\w-]{5,}(\.[\w-]*){0,4}|[A-Za-z0-9]{52}(?!\w)|[A-Za-z0-9]{84}(?!\w)|(?=[A-Za-z_+-]*[0-9])[\w+-]{40,}={0,2})", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex LongWord();

    /// <summary>Fingerprints, commits and ids: they are shown on purpose.</summary>
    [GeneratedRegex("^[0-9A-Fa-f-]+$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Hexadecimal();

    /// <summary>People in Azure DevOps' messages: TF400813, and a missing permission.</summary>
    [GeneratedRegex("(?<=\\buser ')[^']{1,200}(?=')|(?<=Access Denied: )[^:]{1,200}?(?= needs )", RegexOptions.IgnoreCase, Timeout.Infinite)]
    private static partial Regex SaidPerson();

    /// <summary>An address of a mailbox, or an account of a Windows domain, unless it was shortened already.</summary>
    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+|(?<![\w\\/:.-])[A-Za-z][\w.-]{0,14}\\(?>[\w.$-]+)(?!…)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Account();
}
