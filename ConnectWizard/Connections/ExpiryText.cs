using System.Globalization;
using ConnectWizard.Components;

namespace ConnectWizard.Connections;

/// <summary>The end of a connection's credential in words: "Token ends in 12 days (2026-12-11)".</summary>
/// <param name="DaysLeft">Null: no known end.</param>
/// <param name="Day">The last day, as it is in the words.</param>
public sealed record ExpiryText(string Words, int? DaysLeft, bool HasEnded, string Day = "")
{
    private static readonly TextResource Texts = new("ConnectWizard.Connections.ExpiryText");

    /// <summary>A person has to act, soon or now.</summary>
    public bool IsDue => DaysLeft <= CredentialExpiry.WarningDays;

    /// <param name="zone">The reader's; null for UTC.</param>
    public static ExpiryText Of(Connection connection, DateTimeOffset now, TimeZoneInfo? zone)
    {
        var what = NameOf(connection.CredentialType);
        if (connection.Expiry is not { } expiry)
            return new ExpiryText(Texts.Fill("Unknown", ("what", what))!, DaysLeft: null, HasEnded: false);
        var (left, hasEnded) = (expiry.DaysLeft(now, zone), expiry.HasEnded(now, zone));
        var key = (hasEnded ? "Ended" : "Ends") + Math.Abs(left) switch { 0 => ".Today", 1 => ".One", _ => "" };
        var day = expiry.IsoDayIn(zone);
        var words = Texts.Fill(key, ("what", what), ("days", Math.Abs(left).ToString(CultureInfo.CurrentCulture)), ("date", day))!;
        return new ExpiryText(words, left, hasEnded, day);
    }

    /// <summary>"Token", "Client secret", "Sign-in".</summary>
    public static string NameOf(CredentialType kind) => Texts.Get(kind.ToString());
}
