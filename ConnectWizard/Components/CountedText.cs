using Microsoft.Extensions.Localization;

namespace ConnectWizard.Components;

/// <summary>Texts that hold a number.</summary>
internal static class CountedText
{
    /// <returns>The text <c>{key}.One</c> for one, else the text <paramref name="key"/> with the number.</returns>
    public static string Counted(this IStringLocalizer text, string key, int count, params object[] values) => text[count == 1 ? $"{key}.One" : key, [count, .. values]];
}
