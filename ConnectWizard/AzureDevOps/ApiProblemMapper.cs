using System.Globalization;
using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.AzureDevOps;

/// <summary>The code of <see cref="ApiErrorReader"/> with the values for its text and the evidence.</summary>
internal static class ApiProblemMapper
{
    private const string PermissionMark = "to perform this action: ";

    /// <summary>
    /// In the path of a page that gateways send everyone to: those of Microsoft, and of F5 (<c>my.policy</c>, <c>vdesk</c>), Citrix, Ivanti, Cisco,
    /// IBM, Broadcom, Oracle and VMware.
    /// </summary>
    private static readonly string[] SignInMarks =
    [
        "signin", "sign-in", "sign_in", "login", "logon", "/adfs/", "/oauth", "/saml", "/sso", "/idp/", "/auth/", "/authenticate", "cookieauth.dll",
        "/my.policy", "/my.logout", "/vdesk/", "/nf/auth", "/vpn/", "/dana-na/", "/+cscoe+/", "siteminder", "/pkms", "/oam/", "/preauth", "/captiveportal",
    ];

    /// <returns>Null for the JSON that was asked for.</returns>
    public static Problem? Find(ApiResponse response, AzureDevOpsRequest request) =>
        ApiErrorReader.Find(response) is { } code ? Of(code, response, request) : null;

    public static Problem Of(ProblemCode code, ApiResponse response, AzureDevOpsRequest request)
    {
        code = IsOfOrganization(request) ? ApiErrorReader.ForOrganization(code, response, request.Token) : code;
        var isTwice = code == ProblemCode.RepositoryUnknown && response.Number == AzureDevOpsNames.Numbers.ProjectNameUnknown
            && request.Project is null && response.Mentions(request.Target.Collection);
        var problem = About(isTwice ? ProblemCode.CollectionTwice : code, request) with { RetryAfter = RetryAfter.In(response.Headers) };
        var redaction = request.Redaction;
        foreach (var (name, value) in Values(response, request))
            problem = value is null ? problem : problem.With(name, ApiResponse.Clip(redaction.Apply(value)) ?? "");
        if (problem.RetryAfter is { } wait)
            problem = problem.With("seconds", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (VariantOf(code, response, request) is { } variant)
            problem = problem.With(ProblemText.Variant, variant);
        return problem.WithEvidence(ResponseEvidence.Of(response, request)).WithEvidence(ResponseEvidence.OfUnknown(code, response, request));
    }

    /// <summary>Close to its rate limit an account gets a delayed success with headers that say so.</summary>
    public static Problem? FindDelay(ApiResponse response, AzureDevOpsRequest request) =>
        response.Status == 200 && (response.First(AzureDevOpsNames.Headers.Delay) is not null || response.Headers.RetryAfter is not null)
            ? About(ProblemCode.Delayed, request).WithEvidence(ResponseEvidence.Of(response, request))
            : null;

    public static Problem About(ProblemCode code, AzureDevOpsRequest request)
    {
        var address = request.Target.Address;
        var problem = new Problem(code)
            .With("host", address.Host)
            .With("port", address.Port.ToString(CultureInfo.InvariantCulture))
            .With("url", request.Target.Url.AbsoluteUri)
            .With("collection", request.Target.Collection);
        problem = IsOfOrganization(request) ? problem.With("organization", request.Target.Collection) : problem;
        problem = request.Project is null ? problem : problem.With("project", request.Project);
        problem = request.Repository is null ? problem : problem.With("repository", request.Repository);
        return request.Scope is null ? problem : problem.With("scope", request.Scope);
    }

    private static bool IsOfOrganization(AzureDevOpsRequest request) =>
        request.Target is { Provider: ProviderKind.Services, Collection.Length: > 0 };

    private static IEnumerable<(string Name, string? Value)> Values(ApiResponse response, AzureDevOpsRequest request)
    {
        yield return ("status", response.Status.ToString(CultureInfo.InvariantCulture));
        yield return ("server", response.Server);
        yield return ("number", response.Number);
        yield return ("message", response.Message ?? response.Title);
        yield return ("page", response.Title);
        yield return ("tenant", response.Tenant?.TenantId);
        yield return ("location", ServerAddressIn(response, request));
        yield return ("permission", PermissionIn(response.Message));
        yield return ("object", response.Number == AzureDevOpsNames.Numbers.FirstSignIn ? PrincipalIn(response.Message) : null);
        if (ApiErrorReader.HighestVersion(response) is { } level)
            yield return ("version", ProductVersions.Find(level).Product);
    }

    /// <summary>The last part of "as {tenant}\{tenant}\{object ID} in a web browser".</summary>
    private static string? PrincipalIn(string? message) =>
        message?.Split(' ').FirstOrDefault(word => word.Contains('\\', StringComparison.Ordinal))?.Split('\\')[^1] is { } id && Guid.TryParse(id, out var principal)
            ? principal.ToString("D")
            : null;

    /// <summary>Without the query, which may hold a secret.</summary>
    internal static string? LocationOf(ApiResponse response, AzureDevOpsRequest request) =>
        response.Headers.Location is { } location && Uri.TryCreate(request.Address, location, out var absolute)
            ? absolute.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;

    /// <summary>Without the path that was asked for, which many redirects keep: what is left can be used as a server's address.</summary>
    private static string? ServerAddressIn(ApiResponse response, AzureDevOpsRequest request)
    {
        var location = LocationOf(response, request);
        var asked = request.Address.AbsolutePath[new Uri(request.Target.Address.BaseUrl).AbsolutePath.TrimEnd('/').Length..];
        return location?.EndsWith(asked, StringComparison.OrdinalIgnoreCase) ?? false ? location[..^asked.Length] : location;
    }

    /// <returns>The wording for the likeliest cause; null for the general one.</returns>
    private static string? VariantOf(ProblemCode code, ApiResponse response, AzureDevOpsRequest request) => code switch
    {
        ProblemCode.ProxyAnswered => response.Status switch { 407 => "signin", 403 => "blocked", 502 or 503 or 504 => "gateway", _ => null },
        ProblemCode.WebServerAnswered when response.IsFromHttpDriver =>
            response.Status switch { 400 or 404 => "nosite", 401 => "signin", 503 => "stopped", _ => null },
        ProblemCode.Redirected => RedirectVariantOf(response, request),
        ProblemCode.TokenRefused when IsReasonOfItsOwn(response) => IsOfOrganization(request) ? "services.told" : "told",
        ProblemCode.OrganizationRefused when response.Number == AzureDevOpsNames.Numbers.FirstSignIn => "first",
        ProblemCode.NotAzureDevOps when !string.IsNullOrWhiteSpace(response.Title) => "page",
        _ => null,
    };

    /// <summary>More than "is not authorized", which is told of each token that is unknown.</summary>
    private static bool IsReasonOfItsOwn(ApiResponse response) => response.Message is not null && response.Number != AzureDevOpsNames.Numbers.NotAuthorized;

    private static string? RedirectVariantOf(ApiResponse response, AzureDevOpsRequest request)
    {
        if (response.Headers.Location is not { } location || !Uri.TryCreate(request.Address, location, out var absolute))
            return null;
        if (Uri.Compare(absolute, request.Address, UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
            return "itself";
        if (IPAddress.TryParse(absolute.Host.Trim('[', ']'), out var address) && SpecialRange.All.Any(range => range.Network.Contains(address)))
            return "inside";
        // What was asked for, and the redirect keeps, may be called like a mark.
        var place = new Uri(ServerAddressIn(response, request)!).AbsolutePath + "/";
        return SignInMarks.Any(mark => place.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? "signin" : null;
    }

    private static string? PermissionIn(string? message) =>
        message?.IndexOf(PermissionMark, StringComparison.Ordinal) is >= 0 and var start
            ? message[(start + PermissionMark.Length)..].TrimEnd('.')
            : null;
}
