using System.Globalization;
using ConnectWizard.Components;
using ConnectWizard.Connections;

namespace ConnectWizard.Notifications;

/// <summary>Notifications in words. Days are those of UTC: a mail has no reader's time zone.</summary>
internal static class NotificationText
{
    private static readonly TextResource Texts = new("ConnectWizard.Notifications.NotificationText");
    private static readonly TextResource ProblemTexts = new("ConnectWizard.Connections.ProblemView");

    /// <summary>"Werk 1: the connection doesn't work", "Werk 1: Token ends in 14 days (2026-12-11)".</summary>
    /// <param name="connection">Null for a test of the operator's receiver.</param>
    public static string TitleOf(Notification notification, Connection? connection, DateTimeOffset now) =>
        connection is null ? Texts.Get("Test.Webhook") : Fill(notification.Kind.ToString(), notification, connection, now);

    public static string CountedTitle(int count) => Texts.Fill("Counted", ("count", count.ToString(CultureInfo.InvariantCulture)))!;

    /// <summary>What happened, the likely cause, how to fix it and who can.</summary>
    public static IEnumerable<string> LinesOf(Notification notification, Connection connection, DateTimeOffset now)
    {
        yield return Fill($"{notification.Kind}.Text", notification, connection, now);
        if (notification.Kind is NotificationKind.CredentialEnding or NotificationKind.CredentialEnded)
            yield return Texts.Find($"Replace.{connection.CredentialType}") ?? "";
        if (notification.Problem is not { } code)
            yield break;
        var problem = StoredProblem.Of(connection, code);
        var words = ProblemText.For(problem);
        yield return "";
        yield return words.What;
        if (words.Cause.Length > 0)
            yield return words.Cause;
        yield return $"{ProblemTexts.Get("Repair")} {words.Repair}";
        yield return ProblemText.WhoOf(problem);
    }

    public static string FooterOf(Connection connection, string stop) => Texts.Fill("Footer", ("name", connection.Name), ("url", stop))!;

    public static string ConfirmationOf(Connection connection, string url, int days) =>
        Texts.Fill("Confirmation.Text", ("name", connection.Name), ("url", url), ("days", days.ToString(CultureInfo.InvariantCulture)))!;

    private static string Fill(string key, Notification notification, Connection connection, DateTimeOffset now) => Texts.Fill(
        key, ("name", connection.Name), ("profile", notification.ProfileName ?? ""), ("expiry", ExpiryText.Of(connection, now, zone: null).Words))!;
}
