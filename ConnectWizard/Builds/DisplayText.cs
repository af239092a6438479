using System.Globalization;
using System.Text;

namespace ConnectWizard.Builds;

/// <summary>
/// Names and titles that others wrote, made fit to be shown in a line: the first line, bounded, without control characters and without those
/// that turn the direction of writing around (Unicode's category Cf), which could make a line say something else than it does.
/// </summary>
public static class DisplayText
{
    /// <summary>What fits a line of a list.</summary>
    public const int MaxLength = 200;

    /// <returns>The text; null where nothing to be seen is left.</returns>
    public static string? Of(string? text)
    {
        var shown = new StringBuilder();
        foreach (var rune in (text ?? "").TrimStart().EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r')
                break;
            if (shown.Length + rune.Utf16SequenceLength > MaxLength - 1)
            {
                shown.Append('…');
                break;
            }

            if (rune.Value == '\t' || Rune.IsWhiteSpace(rune))
                shown.Append(' ');
            else if (!IsUnseen(rune))
                shown.Append(rune);
        }

        var trimmed = shown.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
