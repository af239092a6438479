using System.Globalization;
using System.Text;

namespace ConnectWizard.Connections;

public static class DisplayText
{
    public const int MaxLength = 200;

    /// <summary>The first line, without characters of Unicode's category Cf, which can turn the direction of writing; null where nothing is left.</summary>
    public static string? Of(string? text)
    {
        var line = (text ?? "").TrimStart();
        var end = line.AsSpan().IndexOfAny('\n', '\r');
        return OneLine(end < 0 ? line : line[..end]);
    }

    public static string? OneLine(string? text, int maxLength = MaxLength)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (line.Length > maxLength + 1)
                break;
            if (!Rune.IsWhiteSpace(rune))
                _ = IsUnseen(rune) ? line : line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        var trimmed = line.ToString().TrimEnd();
        return trimmed.Length == 0 ? null : Clip(trimmed, maxLength);
    }

    /// <summary>Control characters, separators of lines, and characters that turn the direction of writing: no name that is shown contains them.</summary>
    public static bool HasUnshowable(string text) => text.Any(IsUnshowable);

    public static string WithoutUnshowable(string text) => HasUnshowable(text) ? string.Concat(text.Where(letter => !IsUnshowable(letter))) : text;

    /// <summary>The last character is an ellipsis where something is left out.</summary>
    public static string Clip(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;
        var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return text[..end] + "…";
    }

    private static bool IsUnshowable(char letter) =>
        char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
