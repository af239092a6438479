using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace ConnectWizard.Components;

/// <summary>
/// The texts of one <c>.resx</c> file, in the language of the current thread, with named placeholders: <c>{host}</c>. A value is data: it
/// is
/// put in as it is, its own braces are not looked at again, and whoever shows the text encodes it.
/// </summary>
/// <param name="name">The file's full name without its ending: <c>ConnectWizard.Connections.Problems</c>.</param>
internal sealed partial class TextResource(string name)
{
    private readonly ResourceManager _texts = new(name, typeof(TextResource).Assembly);

    /// <returns>The text as it stands; null where there is none of that key.</returns>
    public string? Find(string key) => _texts.GetString(key, CultureInfo.CurrentUICulture);

    /// <summary>A text with its values; for a value that is missing the text <c>neutral.{name}</c> stands in ("the server").</summary>
    public string? Fill(string key, Func<string, string?> value) => Find(key) is { } template
        ? Placeholder().Replace(template, match => value(NameOf(match)) ?? Neutral(NameOf(match), isFirst: match.Index == 0))
        : null;

    /// <summary>The same with a few values by name.</summary>
    public string? Fill(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            named[name] = value;
        return Fill(key, named.GetValueOrDefault);
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public string Get(string key) => Find(key) ?? throw new InvalidOperationException($"{name} has no text {key}.");

    private string Neutral(string name, bool isFirst)
    {
        var word = Find("neutral." + name) ?? "";
        return isFirst && word.Length > 0 ? char.ToUpper(word[0], CultureInfo.CurrentUICulture) + word[1..] : word;
    }

    /// <summary>The names that a template asks for.</summary>
    public static IEnumerable<string> PlaceholdersIn(string template) => Placeholder().Matches(template).Select(NameOf);

    private static string NameOf(Match match) => match.Groups["name"].Value;

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Placeholder();
}
