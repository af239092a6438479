using System.Globalization;

namespace ConnectWizard.Connections;

/// <summary>When a credential ends, as far as that is known. It is never guessed.</summary>
/// <param name="EndsAt">For a day that somebody entered its last millisecond in UTC.</param>
public sealed record CredentialExpiry(DateTimeOffset EndsAt, ExpirySource Source)
{
    /// <summary>From how many days before the end on a person is asked to act: time to get another one, also across holidays.</summary>
    public const int WarningDays = 30;

    /// <summary>The last day on which it works, as its owner read it: a day that is the same one in every zone.</summary>
    public static CredentialExpiry OfDay(DateOnly day) =>
        new(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1).AddMilliseconds(-1), ExpirySource.Entered);

    /// <param name="zone">The reader's; null for UTC.</param>
    public DateOnly LastDayIn(TimeZoneInfo? zone) => DayOf(EndsAt, Source == ExpirySource.Entered ? null : zone);

    /// <summary>The last day as people read it everywhere: 2026-12-11.</summary>
    public string IsoDayIn(TimeZoneInfo? zone) => LastDayIn(zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <returns>0 on the last day, negative after it.</returns>
    public int DaysLeft(DateTimeOffset now, TimeZoneInfo? zone) => LastDayIn(zone).DayNumber - DayOf(now, zone).DayNumber;

    public bool HasEnded(DateTimeOffset now, TimeZoneInfo? zone) => Source == ExpirySource.Entered ? DaysLeft(now, zone) < 0 : EndsAt <= now;

    public static DateOnly DayOf(DateTimeOffset time, TimeZoneInfo? zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone ?? TimeZoneInfo.Utc).DateTime);
}

/// <summary>Who says when a credential ends.</summary>
public enum ExpirySource
{
    /// <summary>Its owner, beside it.</summary>
    Entered,

    /// <summary>The server, by a refusal.</summary>
    Refusal,

    /// <summary>The certificate itself.</summary>
    Certificate,

    /// <summary>The provider, with the tokens of a sign-in.</summary>
    SignIn,
}

/// <summary>What a connection signs in with.</summary>
public enum CredentialType
{
    Token,

    /// <summary>The sign-in of a person.</summary>
    Person,

    // As of IdentityKind.
    Secret,
    Certificate,
    Federated,
    ManagedIdentity,
}
