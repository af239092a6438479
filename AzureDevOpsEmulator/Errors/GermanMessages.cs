using System.Text.RegularExpressions;

namespace AzureDevOpsEmulator.Errors;

/// <summary>The messages of a German installation: number and names stay, the sentence changes. Others than these keep their number alone.</summary>
internal static partial class GermanMessages
{
    private static readonly (Regex English, string German)[] Known =
    [
        (AnonymousAccess(), "Die Ressource ist für den anonymen Zugriff nicht verfügbar. Clientauthentifizierung erforderlich."),
        (UnauthorizedUser(), "Der Benutzer \"$1\" ist nicht autorisiert, auf diese Ressource zuzugreifen."),
        (MissingProject(), "Das folgende Projekt ist nicht vorhanden: $1. Stellen Sie sicher, dass der Projektname richtig ist."),
        (MissingRepository(), "Das Git-Repository mit dem Namen oder Bezeichner \"$1\" ist nicht vorhanden, oder Sie verfügen nicht über die Berechtigungen."),
        (MissingPermission(), "Zugriff verweigert: $1 benötigt die folgenden Berechtigungen für die Ressource \"$2\", um diese Aktion auszuführen: $3"),
        (ExpiredToken(), "Zugriff verweigert: Das verwendete persönliche Zugriffstoken ist abgelaufen."),
    ];

    /// <summary>The message in the language of the response.</summary>
    public static string In(HttpContext context, string message) =>
        context.Site().Scene is { SpeaksGerman: true } && !context.Request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Translate(message)
            : message;

    private static string Translate(string message)
    {
        var number = Number().Match(message).Value;
        var (english, german) = Array.Find(Known, known => known.English.IsMatch(message));
        return number + (english is null ? "Der Vorgang konnte nicht ausgeführt werden." : english.Match(message).Result(german));
    }

    [GeneratedRegex("^(TF|VS)[0-9]+: ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex("not available for anonymous access", RegexOptions.NonBacktracking)]
    private static partial Regex AnonymousAccess();

    [GeneratedRegex("The user '(.*)' is not authorized", RegexOptions.NonBacktracking)]
    private static partial Regex UnauthorizedUser();

    [GeneratedRegex("project does not exist: (.*?)\\. ", RegexOptions.NonBacktracking)]
    private static partial Regex MissingProject();

    [GeneratedRegex("name or identifier (.*) does not exist", RegexOptions.NonBacktracking)]
    private static partial Regex MissingRepository();

    [GeneratedRegex("Access Denied: (.*) needs the following permission\\(s\\) on the resource (.*) to perform this action: (.*)", RegexOptions.NonBacktracking)]
    private static partial Regex MissingPermission();

    [GeneratedRegex("Personal Access Token used has expired", RegexOptions.NonBacktracking)]
    private static partial Regex ExpiredToken();
}
