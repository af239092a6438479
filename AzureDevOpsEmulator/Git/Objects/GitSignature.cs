using System.Globalization;

namespace AzureDevOpsEmulator.Git.Objects;

/// <summary>Who made something and when, to the second, with the offset of their clock.</summary>
public sealed record GitSignature(string Name, string Email, DateTimeOffset When)
{
    /// <summary>As in a commit: <c>Ada Lovelace &lt;ada@example.com&gt; 1700000000 +0100</c>.</summary>
    public override string ToString()
    {
        var minutes = (int)When.Offset.TotalMinutes;
        var sign = minutes < 0 ? '-' : '+';
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Clean(Name)} <{Clean(Email)}> {When.ToUnixTimeSeconds()} {sign}{hours:00}{rest:00}");
    }

    /// <exception cref="FormatException">The text is not a signature.</exception>
    public static GitSignature Parse(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        var close = text.LastIndexOf('>');
        var time = close < 0 ? [] : text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (open < 0 || close < open || time.Length != 2
            || !long.TryParse(time[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !int.TryParse(time[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset))
            throw new FormatException($"'{text}' is not a Git signature.");

        var (hours, minutes) = Math.DivRem(offset, 100);
        var when = DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(new TimeSpan(hours, minutes, 0));
        return new(text[..open].Trim(), text[(open + 1)..close], when);
    }

    /// <summary>Git leaves out what would end the field.</summary>
    private static string Clean(string text) =>
        string.Concat(text.Where(character => character is not ('<' or '>' or '\n' or '\0'))).Trim();
}
