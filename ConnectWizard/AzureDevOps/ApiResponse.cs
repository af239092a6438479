using System.Net.Http.Headers;
using ConnectWizard.AzureDevOps.Wire;
using ConnectWizard.Connections;

namespace ConnectWizard.AzureDevOps;

/// <summary>An HTTP answer that was read to its end, with the questions that one asks of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, without those of the body.</param>
/// <param name="ContentType">The media type, without parameters, in lower case; empty when there is none.</param>
/// <param name="Body">Without a byte order mark, which some refusals begin with.</param>
internal sealed record ApiResponse(int Status, HttpResponseHeaders Headers, string ContentType, ReadOnlyMemory<byte> Body)
{
    private ApiErrorText? _words;

    public bool IsJson => ContentType == AzureDevOpsNames.MediaTypes.Json || ContentType.EndsWith("+json", StringComparison.Ordinal);

    public bool IsHtml => ContentType == AzureDevOpsNames.MediaTypes.Html;

    /// <summary>The words of a refusal.</summary>
    public ApiErrorText Words => _words ??= ApiErrorText.Of(this);

    public ErrorEnvelope? Envelope => Words.Envelope;

    public string? Server => Headers.TryGetValues("Server", out var values) ? string.Join(' ', values) : null;

    public string? ActivityId => First(AzureDevOpsNames.Headers.ActivityId);

    /// <summary>Some header is one that the product alone sends.</summary>
    public bool HasMarks => ActivityId is not null
        || AzureDevOpsNames.Headers.Prefixes.Any(prefix => Headers.Any(header => header.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));

    /// <summary>It comes from Azure DevOps itself: by its headers, its challenges, or the shape of its refusal.</summary>
    public bool IsAzureDevOps => HasMarks || Envelope?.TypeKey is not null
        || Status == 401 && (Challenges.Any(challenge => challenge.Scheme == "TFS-Federated") || IsAddress(BasicRealm));

    /// <summary>Windows' HTTP driver, below every web site: it answers for sites and application pools that do not run.</summary>
    public bool IsOfHttpDriver => Server?.Contains("Microsoft-HTTPAPI", StringComparison.OrdinalIgnoreCase) ?? false;

    public bool IsOfIis => Server?.Contains("Microsoft-IIS", StringComparison.OrdinalIgnoreCase) ?? false;

    public IReadOnlyList<AuthenticationHeaderValue> Challenges => [.. Headers.WwwAuthenticate];

    /// <summary>The realm of the Basic challenge: the product's address, unless IIS made the challenge.</summary>
    public string? BasicRealm => Challenges.FirstOrDefault(challenge => IsScheme(challenge, "Basic"))?.Parameter is { } parameter
        ? ValueIn(parameter, "realm=")
        : null;

    /// <summary>IIS consumes Basic credentials itself: its realm is a host's name, and no token reaches the product.</summary>
    public bool IsBasicTaken => BasicRealm is { Length: > 0 } realm && !IsAddress(realm);

    public bool IsWindowsOnly =>
        Challenges.Count > 0 && Challenges.All(challenge => IsScheme(challenge, "Negotiate") || IsScheme(challenge, "NTLM"));

    /// <summary>Whose tenant an organization is; null where the answer does not say.</summary>
    public OrganizationTenant? Tenant => (Authority?.Segments.Last().Trim('/') ?? First(AzureDevOpsNames.Headers.ResourceTenant)) switch
    {
        null or "" => null,
        var id when Guid.TryParse(id, out var tenant) && tenant == Guid.Empty => new OrganizationTenant(null),
        var id => new OrganizationTenant(id),
    };

    /// <summary>Entra wants to be asked again, the account in front of it, before this token is taken (continuous access evaluation).</summary>
    public bool WantsClaims => Bearer?.Parameter?.Contains("claims=", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>A 401 that gives no reason at all.</summary>
    public bool IsBareRefusal => Status == 401 && Words.Message is null;

    public string? First(string header) => Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;

    private AuthenticationHeaderValue? Bearer => Challenges.FirstOrDefault(challenge => IsScheme(challenge, "Bearer") && challenge.Parameter is not null);

    /// <summary>Where a token is to be asked for: its last part is the tenant.</summary>
    private Uri? Authority =>
        Bearer?.Parameter is { } parameter && Uri.TryCreate(ValueIn(parameter, "authorization_uri="), UriKind.Absolute, out var authority) ? authority : null;

    private static bool IsScheme(AuthenticationHeaderValue challenge, string scheme) =>
        challenge.Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    private static bool IsAddress(string? realm) => realm is not null && realm.Contains("://", StringComparison.Ordinal);

    private static string? ValueIn(string parameter, string name)
    {
        var start = parameter.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : parameter[(start + name.Length)..].Split(',')[0].Trim().Trim('"');
    }
}
