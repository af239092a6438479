using System.Globalization;
using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>Folds names for a search, in every culture alike ("Žluťoučký" is found by "zlutoucky", "Straße" by "strasse", "Işık" by "isik").</summary>
public static class SearchText
{
    /// <summary>Letters that Unicode does not take apart into a base letter and marks, though people type them as if it did.</summary>
    private static readonly Dictionary<char, string> Spelled = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ħ'] = "h",
        ['ı'] = "i",
        ['ł'] = "l",
        ['þ'] = "th",
        ['ς'] = "σ",
    };

    /// <summary>Folding what is folded changes nothing.</summary>
    public static string Fold(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : FoldLetters(text);

    /// <summary>Whether Azure DevOps takes two names as the same: case aside, however their letters are composed.</summary>
    public static bool IsSame(string name, string other) =>
        WithoutHalves(name).Normalize().Equals(WithoutHalves(other).Normalize(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The distinct words of a search, folded, separated by blanks and the slash of <c>project/repository</c>, which no name contains.</summary>
    public static string[] Words(string text) =>
        [.. Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(SplitAtSlash).Distinct(StringComparer.Ordinal)];

    private static string[] SplitAtSlash(string word) => word.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string FoldLetters(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        foreach (var letter in WithoutHalves(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
                continue;
            if (Spelled.TryGetValue(letter, out var spelled))
                folded.Append(spelled);
            else
                folded.Append(letter);
        }

        // A name of nothing but marks is still a name.
        return folded.Length == 0 ? text : folded.ToString();
    }

    /// <summary>Half of a surrogate pair, which JSON can carry, would make <see cref="string.Normalize()"/> throw.</summary>
    private static string WithoutHalves(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())) : text;
}
