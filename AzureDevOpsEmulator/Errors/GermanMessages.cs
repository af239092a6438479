using System.Text.RegularExpressions;

namespace AzureDevOpsEmulator.Errors;

/// <summary>The messages of a German installation: number and names stay, the sentence changes. Others than these keep their number alone.</summary>
internal static class GermanMessages
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    private static readonly (Regex English, string German)[] Known =
    [
        (Of("not available for anonymous access"), "Die Ressource ist für den anonymen Zugriff nicht verfügbar. Clientauthentifizierung erforderlich."),
        (Of("The user '(?<user>.*)' is not authorized"), "Der Benutzer \"${user}\" ist nicht autorisiert, auf diese Ressource zuzugreifen."),
        (Of("project does not exist: (?<name>[^.]*)"), "Das folgende Projekt ist nicht vorhanden: ${name}. Stellen Sie sicher, dass der Projektname richtig ist."),
        (Of("name or identifier (?<name>.*) does not exist"), "Das Git-Repository mit dem Namen oder Bezeichner \"${name}\" ist nicht vorhanden, oder Sie verfügen nicht über die Berechtigungen."),
        (Of(@"Access Denied: (?<who>.*) needs the following permission\(s\) on the resource (?<what>.*) to perform this action: (?<permission>.*)"),
            "Zugriff verweigert: ${who} benötigt die folgenden Berechtigungen für die Ressource \"${what}\", um diese Aktion auszuführen: ${permission}"),
        (Of("Personal Access Token used has expired"), "Zugriff verweigert: Das verwendete persönliche Zugriffstoken ist abgelaufen."),
    ];

    /// <summary>The message in the language of the response.</summary>
    public static string In(HttpContext context, string message) =>
        context.Site().Scene is { SpeaksGerman: true } && !context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Translate(message)
            : message;

    private static string Translate(string message)
    {
        var number = message.StartsWith("TF", StringComparison.Ordinal) || message.StartsWith("VS", StringComparison.Ordinal) ? message.Split(' ')[0] + " " : "";
        var (english, german) = Array.Find(Known, known => known.English.IsMatch(message));
        return number + (english is null ? "Der Vorgang konnte nicht ausgeführt werden." : english.Match(message).Result(german));
    }

    private static Regex Of(string pattern) => new(pattern, Options);
}
