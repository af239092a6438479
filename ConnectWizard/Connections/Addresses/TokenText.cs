namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// A personal access token as typed or pasted. What stands around it by accident is trimmed; a token with a blank, a line end or a foreign
/// letter inside cannot be one, and is refused before it is sent: repeated refusals may lock an account. It is never repeated in a message.
/// </summary>
/// <param name="Token">The token.</param>
/// <param name="Notes">What was trimmed.</param>
public sealed record TokenText(Secret Token, IReadOnlyList<InputNote> Notes)
{
    /// <summary>Longer than any token that Azure DevOps makes (52 or 84 characters), in characters.</summary>
    public const int MaximumLength = 1024;

    /// <returns><see cref="ProblemCode.TokenMissing"/>, or <see cref="ProblemCode.TokenMalformed"/> with the variants <c>blank</c>,
    /// <c>character</c> and <c>long</c>.</returns>
    public static Result<TokenText> Clean(string? text)
    {
        var typed = text ?? "";
        var token = Trim(typed);
        if (token.Length == 0)
            return new Problem(ProblemCode.TokenMissing);

        if (token.Length > MaximumLength)
            return Malformed("long", token);

        if (token.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
            return Malformed("blank", token);

        if (!System.Text.Ascii.IsValid(token))
            return Malformed("character", token);

        return new TokenText(new Secret(token), token.Length == typed.Length ? [] : [InputNote.Of(InputNoteCode.TokenTrimmed)]);
    }

    /// <summary>
    /// True for a text with the looks of a token, 52 letters and digits of base32 or 84 of base62: where a name is asked for, it was pasted into the wrong
    /// field, and must be neither stored nor shown.
    /// </summary>
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

    private static Problem Malformed(string variant, string token) =>
        new Problem(ProblemCode.TokenMalformed)
            .With(ProblemText.Variant, variant)
            .With("length", token.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsAround(text[start]))
            start++;

        while (end > start && IsAround(text[end - 1]))
            end--;

        return text[start..end];
    }

    /// <summary>Blanks, line ends, quotes, and the invisible marks that mail and chat programs put in (zero-width space, byte order
    /// mark).</summary>
    private static bool IsAround(char letter) =>
        char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '"' or '\'' or '`' or '“' or '”' or '‘' or '’'
        || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format;
}
