using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <param name="headers">The headers, without those of the body.</param>
/// <param name="contentType">The media type, without parameters, in lower case; empty when there is none.</param>
/// <param name="body">Without a byte order mark, which some refusals begin with.</param>
internal sealed partial class ApiResponse(int status, HttpResponseHeaders headers, string contentType, ReadOnlyMemory<byte> body)
{
    public int Status => status;

    public HttpResponseHeaders Headers => headers;

    public string ContentType => contentType;

    public ReadOnlyMemory<byte> Body => body;

    public bool IsJson => ContentType == AzureDevOpsNames.MediaTypes.Json || ContentType.EndsWith("+json", StringComparison.Ordinal);

    public bool IsHtml => ContentType == AzureDevOpsNames.MediaTypes.Html;

    public ErrorEnvelope? Envelope { get; } = EnvelopeIn(status, contentType, body.Span);

    public string? Title => field ??= IsHtml && TitlePattern().Match(Text) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["title"].Value).Trim() : null;

    /// <summary>From a JSON envelope, a header, plain text or the title of a page.</summary>
    public string? Message => Envelope?.Message
        // Encoded with %20 by current releases, with + by old ones.
        ?? WebUtility.UrlDecode(First(AzureDevOpsNames.Headers.ServiceError))
        ?? (ContentType == "text/plain" && Body.Length > 0 ? Text : null)
        ?? (IsReason(Title) ? Title : null);

    public string? Number => Message is { } message && NumberPattern().Match(message) is { Success: true } match ? match.Groups["number"].Value : null;

    public string? Server => Headers.TryGetValues("Server", out var values) ? string.Join(' ', values) : null;

    public string? ActivityId => First(AzureDevOpsNames.Headers.ActivityId);

    /// <summary>Some header is one that the product alone sends.</summary>
    public bool HasProductHeaders => ActivityId is not null
        || AzureDevOpsNames.Headers.Prefixes.Any(prefix => Headers.Any(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>It comes from Azure DevOps itself: by its headers, its challenges, or the shape of its refusal.</summary>
    public bool IsAzureDevOps => HasProductHeaders || Envelope?.TypeKey is not null
        || Status == 401 && (Challenges.Any(challenge => challenge.Scheme == "TFS-Federated") || IsAddress(BasicRealm));

    /// <summary>Windows' HTTP driver, below every web site: it answers for sites and application pools that do not run.</summary>
    public bool IsFromHttpDriver => Server?.Contains("Microsoft-HTTPAPI", StringComparison.OrdinalIgnoreCase) ?? false;

    public bool IsFromIis => Server?.Contains("Microsoft-IIS", StringComparison.OrdinalIgnoreCase) ?? false;

    public IReadOnlyList<AuthenticationHeaderValue> Challenges => [.. Headers.WwwAuthenticate];

    /// <summary>The realm of the Basic challenge: the product's address, unless IIS made the challenge.</summary>
    public string? BasicRealm => Challenges.FirstOrDefault(challenge => IsScheme(challenge, "Basic"))?.Parameter is { } parameter
        ? ValueIn(parameter, "realm=")
        : null;

    /// <summary>IIS consumes Basic credentials itself: its realm is a host's name, and no token reaches the product.</summary>
    public bool IsBasicShadowed => BasicRealm is { Length: > 0 } realm && !IsAddress(realm);

    public bool IsWindowsOnly =>
        Challenges.Count > 0 && Challenges.All(challenge => IsScheme(challenge, "Negotiate") || IsScheme(challenge, "NTLM"));

    /// <summary>Whose tenant an organization is; null where the response does not say.</summary>
    public OrganizationTenant? Tenant => (Authority?.Segments.Last().Trim('/') ?? First(AzureDevOpsNames.Headers.ResourceTenant)) switch
    {
        null or "" => null,
        var id when Guid.TryParse(id, out var tenant) && tenant == Guid.Empty => new OrganizationTenant(null),
        var id => new OrganizationTenant(id),
    };

    /// <summary>Entra wants the account to sign in again before this token is taken (continuous access evaluation).</summary>
    public bool WantsClaims => Bearer?.Parameter?.Contains("claims=", StringComparison.OrdinalIgnoreCase) ?? false;

    public bool IsBareRefusal => Status == 401 && Message is null;

    public string? First(string header) => First(Headers, header);

    public static string? First(HttpResponseHeaders headers, string header) => headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    public bool Mentions(string words) => new[] { Message, Title }.Any(text => text?.Contains(words, StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>One line without tags, at most 200 characters.</summary>
    public static string? Clip(string? text) => text is null ? null : DisplayText.OneLine(TagPattern().Replace(text, " "));

    private string Text => Encoding.UTF8.GetString(Body.Span);

    private AuthenticationHeaderValue? Bearer => Challenges.FirstOrDefault(challenge => IsScheme(challenge, "Bearer") && challenge.Parameter is not null);

    /// <summary>Its last segment is the tenant.</summary>
    private Uri? Authority =>
        Bearer?.Parameter is { } parameter && Uri.TryCreate(ValueIn(parameter, "authorization_uri="), UriKind.Absolute, out var authority) ? authority : null;

    private static ErrorEnvelope? EnvelopeIn(int status, string contentType, ReadOnlySpan<byte> body)
    {
        if (status < 400 || !contentType.EndsWith("json", StringComparison.Ordinal) && !body.StartsWith("{"u8))
            return null;
        try
        {
            return JsonSerializer.Deserialize(body, AzureDevOpsJson.Default.ErrorEnvelope);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsReason(string? title) =>
        title is not null && (NumberPattern().IsMatch(title) || title.StartsWith("Access Denied", StringComparison.OrdinalIgnoreCase));

    private static bool IsScheme(AuthenticationHeaderValue challenge, string scheme) =>
        challenge.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string? realm) => realm is not null && realm.Contains("://", StringComparison.Ordinal);

    private static string? ValueIn(string parameter, string name)
    {
        var start = parameter.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : parameter[(start + name.Length)..].Split(',')[0].Trim().Trim('"');
    }

    // Not by word boundaries: in Chinese and Japanese no blank stands before it.
    [GeneratedRegex("(^|[^A-Za-z0-9_])(?<number>(TF|VS)[0-9]{5,6})([^A-Za-z0-9_]|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberPattern();

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)</title>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TitlePattern();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex TagPattern();
}
