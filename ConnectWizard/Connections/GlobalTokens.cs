using System.Globalization;
using ConnectWizard.Components;

namespace ConnectWizard.Connections;

/// <summary>
/// Microsoft ends tokens for "All accessible organizations" (devblogs.microsoft.com, "Retirement of Global Personal Access Tokens"). A token
/// doesn't show its kind.
/// </summary>
public static class GlobalTokens
{
    private static readonly TextResource Words = new("ConnectWizard.Connections.GlobalTokens");

    public static DateTimeOffset End { get; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static string NoteAt(DateTimeOffset now) => (int)Math.Ceiling((End - now).TotalDays) switch
    {
        <= 0 => Words.Get("Over"),
        1 => Words.Get("Tomorrow"),
        var days => Words.Fill("Days", _ => days.ToString("N0", CultureInfo.CurrentCulture))!,
    };
}
