using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>A refusal as a provider words it; Microsoft Entra puts a number, and what support finds it by, into the description.</summary>
/// <param name="Code">The standard's word: <c>access_denied</c>, <c>invalid_grant</c>; "unreadable" for what is no word, for it goes into the log.</param>
/// <param name="Number">The number behind <c>AADSTS</c>; null from other providers.</param>
/// <param name="Message">The sentence without the number, bounded; null when there is none.</param>
/// <param name="TraceId">Entra's id of the request.</param>
/// <param name="CorrelationId">Entra's id of the sign-in.</param>
internal sealed partial record EntraError(string Code, int? Number, string? Message, string? TraceId, string? CorrelationId)
{
    private const int MaxLength = 200;

    /// <summary>Reads what came back through the browser.</summary>
    public static EntraError Of(string code, string? description)
    {
        var text = description ?? "";
        var number = NumberPattern().Match(text) is { Success: true } match ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : (int?)null;
        return new EntraError(WordPattern().IsMatch(code) ? code : "unreadable", number, MessageIn(text), IdIn(TracePattern(), text), IdIn(CorrelationPattern(), text));
    }

    /// <summary>Reads the body of a token endpoint's refusal.</summary>
    /// <returns>Null when it is none.</returns>
    public static EntraError? In(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || TextIn(body, "error") is not { } code)
            return null;
        var error = Of(code, TextIn(body, "error_description"));
        var number = body.TryGetProperty("error_codes", out var codes) && codes.ValueKind == JsonValueKind.Array && codes.GetArrayLength() > 0
            && codes[0].ValueKind == JsonValueKind.Number && codes[0].TryGetInt32(out var first) ? first : (int?)null;
        return error with { Number = error.Number ?? number };
    }

    public bool Mentions(string words) => Message?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <returns>The text of a member; null when it is none, or one that UTF-16 can't have (half of a surrogate pair).</returns>
    public static string? TextIn(JsonElement body, string name)
    {
        try
        {
            return body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Behind the sentence stand ids and a time, which are told apart from it.
    private static string? MessageIn(string text)
    {
        var sentence = NumberPattern().Replace(text, "", 1);
        var end = sentence.IndexOf("Trace ID:", StringComparison.Ordinal);
        return DisplayText.OneLine((end < 0 ? sentence : sentence[..end]).Replace('<', ' ').Replace('>', ' '), MaxLength);
    }

    private static string? IdIn(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups["id"].Value : null;

    [GeneratedRegex("AADSTS(?<number>[0-9]{4,8}):?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex WordPattern();

    [GeneratedRegex("Trace ID: ?(?<id>[0-9a-fA-F-]{36})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TracePattern();

    [GeneratedRegex("Correlation ID: ?(?<id>[0-9a-fA-F-]{36})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex CorrelationPattern();
}
