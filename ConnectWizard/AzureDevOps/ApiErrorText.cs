using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectWizard.AzureDevOps.Wire;

namespace ConnectWizard.AzureDevOps;

/// <summary>What an answer says in words, wherever it says it: in a JSON envelope, in a header, in the title of a page, as plain text.</summary>
/// <param name="Envelope">The JSON envelope, where there is one.</param>
/// <param name="Title">The title of a page.</param>
/// <param name="Message">The reason of a refusal; null when none is given.</param>
internal sealed partial record ApiErrorText(ErrorEnvelope? Envelope, string? Title, string? Message)
{
    private const int MaxLength = 200;

    /// <summary>The TF or VS number in the message.</summary>
    public string? Number => Message is not null && NumberPattern().Match(Message) is { Success: true } match ? match.Value : null;

    /// <summary>The words, for evidence: one line, at most 200 characters.</summary>
    public string? Short => Clip(Message ?? Title);

    public bool Say(string words) => new[] { Message, Title }.Any(text => text?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false);

    public static ApiErrorText Of(ApiResponse answer)
    {
        var envelope = EnvelopeIn(answer);
        var title = answer.IsHtml ? TitleIn(Encoding.UTF8.GetString(answer.Body.Span)) : null;
        // Encoded with %20 by current releases, with + by old ones.
        var header = WebUtility.UrlDecode(answer.First(AzureDevOpsNames.Headers.ServiceError));
        var text = answer.ContentType == "text/plain" && answer.Body.Length > 0 ? Encoding.UTF8.GetString(answer.Body.Span) : null;
        return new ApiErrorText(envelope, title, envelope?.Message ?? header ?? text ?? (IsReason(title) ? title : null));
    }

    /// <summary>One line without control characters or tags, at most 200 characters.</summary>
    public static string? Clip(string? text)
    {
        if (text is null)
            return null;
        var line = BlankPattern().Replace(TagPattern().Replace(text, " "), " ").Trim();
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }

    private static ErrorEnvelope? EnvelopeIn(ApiResponse answer)
    {
        if (answer.Status < 400 || !answer.IsJson && !answer.Body.Span.StartsWith("{"u8))
            return null;
        try
        {
            return JsonSerializer.Deserialize(answer.Body.Span, AzureDevOpsJson.Default.ErrorEnvelope);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsReason(string? title) =>
        title is not null && (NumberPattern().IsMatch(title) || title.StartsWith("Access Denied", StringComparison.OrdinalIgnoreCase));

    private static string? TitleIn(string page) =>
        TitlePattern().Match(page) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["title"].Value).Trim() : null;

    [GeneratedRegex(@"\b(TF|VS)[0-9]{5,6}\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)</title>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TitlePattern();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex TagPattern();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.NonBacktracking)]
    private static partial Regex BlankPattern();
}
