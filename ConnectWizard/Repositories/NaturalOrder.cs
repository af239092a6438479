using System.Globalization;
using System.Text;

namespace ConnectWizard.Repositories;

/// <summary>The order of names as people count: 2 before 10, whatever the case and the accents.</summary>
public static class NaturalOrder
{
    /// <summary>A key for a name. Keys sort by their bytes, in the store as well as here.</summary>
    public static string KeyOf(string name)
    {
        var rest = SearchText.Fold(name).AsSpan();
        var key = new StringBuilder(rest.Length + 8);
        while (rest.IndexOfAnyInRange('0', '9') is var start and >= 0)
        {
            key.Append(rest[..start]);
            var end = rest[start..].IndexOfAnyExceptInRange('0', '9') is var length and >= 0 ? start + length : rest.Length;
            var number = rest[start..end].TrimStart('0');
            // The more digits the larger.
            key.Append(CultureInfo.InvariantCulture, $"{number.Length:00}{number}");
            rest = rest[end..];
        }

        return key.Append(rest).ToString();
    }

    public static IOrderedEnumerable<T> OrderByName<T>(this IEnumerable<T> items, Func<T, string> name) => items.OrderBy(item => KeyOf(name(item)), StringComparer.Ordinal);
}
