using System.Text;
using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>A token with a blank or a foreign letter inside is refused before it is sent, because repeated refusals may lock an account.</summary>
public sealed record TokenText(Secret Token, IReadOnlyList<InputNote> Notes)
{
    public const int MaximumLength = 1024;

    private static readonly Regex Header =
        new(@"^(?:Authorization:\s*)?(?:Basic|Bearer)\s+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>A line of a script or of a file: <c>export AZURE_DEVOPS_EXT_PAT=…</c>.</summary>
    private static readonly Regex Assignment = new(
        @"^(?:(?:export|set)\s+|\$env:)?[A-Za-z_][A-Za-z0-9_.-]*\s*=\s*(?<value>[^=\s].*)$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>A remote address with user and password.</summary>
    private static readonly Regex UserInfo = new(@"://(?:(?<user>[^/@:\s]*):)?(?<password>[^/@:\s]+)@", RegexOptions.NonBacktracking);

    /// <returns><see cref="ProblemCode.TokenMissing"/>, or <see cref="ProblemCode.TokenMalformed"/> with the variants <c>blank</c>,
    /// <c>character</c>, <c>long</c> and <c>address</c>.</returns>
    public static Result<TokenText> Clean(string? text)
    {
        var typed = text ?? "";
        var trimmed = TrimEnd(Trim(typed));
        var token = trimmed.Length > MaximumLength ? trimmed : Unwrap(trimmed);
        if (token is null)
            return Malformed("address", trimmed);
        if (token.Length == 0)
            return new Problem(ProblemCode.TokenMissing);
        if (token.Length > MaximumLength)
            return Malformed("long", token);
        if (token.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
            return Malformed("blank", token);
        if (!Ascii.IsValid(token))
            return Malformed("character", token);
        InputNoteCode[] notes =
        [
            .. trimmed.Length == typed.Length ? Array.Empty<InputNoteCode>() : [InputNoteCode.TokenTrimmed],
            .. token == trimmed ? Array.Empty<InputNoteCode>() : [InputNoteCode.TokenUnwrapped],
        ];
        return new TokenText(new Secret(token), [.. notes.Select(code => InputNote.Of(code))]);
    }

    /// <summary>52 letters and digits of base32 or 84 of base62: pasted into another field, it is neither stored nor shown.</summary>
    public static bool LooksLikeToken(string text)
    {
        var token = Trim(text);
        return token.Length switch
        {
            52 => token.All(letter => char.IsAsciiLetter(letter) || letter is >= '2' and <= '7'),
            84 => token.All(char.IsAsciiLetterOrDigit),
            _ => false,
        };
    }

    /// <summary>
    /// Takes the token out of what tools want: <c>Authorization: Basic …</c>, base64 of <c>user:token</c>, a pair with the token on either side, an
    /// assignment, an address with the token before its host.
    /// </summary>
    /// <returns>Null for an address without a token.</returns>
    private static string? Unwrap(string text)
    {
        var value = Header.Replace(text, "");
        value = Trim(Assignment.Match(value) is { Success: true } line ? line.Groups["value"].Value : value);
        if (value.Contains("://", StringComparison.Ordinal))
            return FromAddress(value);
        var pair = value.Contains(':', StringComparison.Ordinal) ? value : FromBase64(value) ?? value;
        return FromPair(pair);
    }

    private static string? FromAddress(string text)
    {
        if (UserInfo.Match(text) is not { Success: true, Groups: var groups })
            return null;
        var (user, password) = (groups["user"].Value, Uri.UnescapeDataString(groups["password"].Value));
        // A user alone is in the addresses that Azure DevOps itself shows for cloning.
        return groups["user"].Success ? FromPair($"{user}:{password}") : LooksLikeToken(password) ? password : null;
    }

    /// <summary>The token is the password, or the user where the password is empty or a filling.</summary>
    private static string FromPair(string pair)
    {
        if (pair.LastIndexOf(':') is >= 0 and var colon)
        {
            var (user, password) = (Trim(pair[..colon]), Trim(pair[(colon + 1)..]));
            var isUser = password.Length == 0 || password == "x-oauth-basic" || LooksLikeToken(user) && !LooksLikeToken(password);
            pair = isUser ? user[(user.LastIndexOf(':') + 1)..] : password;
        }

        return TrimEnd(Trim(pair));
    }

    /// <returns>Null unless it is a pair of printable characters; no token decodes to one by chance.</returns>
    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count))
            return null;
        var decoded = Encoding.Latin1.GetString(bytes, 0, count);
        return decoded.Contains(':', StringComparison.Ordinal) && decoded.All(letter => letter is >= ' ' and <= '~') ? decoded : null;
    }

    private static Problem Malformed(string variant, string token) =>
        new Problem(ProblemCode.TokenMalformed)
            .With(ProblemText.Variant, variant)
            .With("length", token.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Leaves out what stands around a pasted value: blanks, quotes and invisible marks.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsAround(text[start]))
            start++;

        while (end > start && IsAround(text[end - 1]))
            end--;

        return text[start..end];
    }

    /// <summary>What ends a sentence or a member is no part of a token.</summary>
    private static string TrimEnd(string text)
    {
        while (text.Length > 0 && text[^1] is '.' or ',' or ';')
            text = Trim(text[..^1]);

        return text;
    }

    /// <summary>Also the invisible marks of mail and chat programs (zero-width space, byte order mark).</summary>
    private static bool IsAround(char letter) =>
        char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '"' or '\'' or '`' or '“' or '”' or '‘' or '’'
        || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format;
}
