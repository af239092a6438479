using System.Globalization;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.AzureDevOps;

/// <summary>Puts a problem together: the code of <see cref="ApiErrorReader"/>, the values for its words, and what was seen.</summary>
internal static class ApiProblemMapper
{
    private const string PermissionMark = "to perform this action: ";

    /// <returns>The problem in an answer to a REST call; null when it is the JSON that was asked for.</returns>
    public static Problem? Find(ApiResponse answer, AzureDevOpsRequest request) =>
        ApiErrorReader.Find(answer) is { } code ? Of(code, answer, request) : null;

    /// <summary>A problem that was decided otherwise, with the values and the evidence of this answer.</summary>
    public static Problem Of(ProblemCode code, ApiResponse answer, AzureDevOpsRequest request)
    {
        code = IsOfOrganization(request) ? ServicesCodes.Of(code, answer, request.Token) : code;
        var isTwice = code == ProblemCode.RepositoryUnknown && answer.Words.Number == AzureDevOpsNames.Numbers.ProjectNameUnknown
            && request.Project is null && answer.Words.Say(request.Target.Collection);
        var problem = About(isTwice ? ProblemCode.CollectionTwice : code, request) with { RetryAfter = RetryAfter.In(answer.Headers) };
        foreach (var (name, value) in Values(answer, request))
            problem = value is null ? problem : problem.With(name, ApiErrorText.Clip(ResponseEvidence.WithoutSecrets(value, request.Token))!);
        if (problem.RetryAfter is { } wait)
            problem = problem.With("seconds", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (ApiErrorVariants.Of(code, answer, request) is { } variant)
            problem = problem.With(ProblemText.Variant, variant);
        return problem.Seen(ResponseEvidence.Of(answer, request)).Seen(ResponseEvidence.OfStrange(code, answer, request));
    }

    /// <summary>Close to its limit an account is answered late, with a success that says so.</summary>
    public static Problem? FindDelay(ApiResponse answer, AzureDevOpsRequest request) =>
        answer.Status == 200 && (answer.First(AzureDevOpsNames.Headers.Delay) is not null || answer.Headers.RetryAfter is not null)
            ? About(ProblemCode.Delayed, request).Seen(ResponseEvidence.Of(answer, request))
            : null;

    /// <summary>A problem with what the request is about, before any answer.</summary>
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

    private static IEnumerable<(string Name, string? Value)> Values(ApiResponse answer, AzureDevOpsRequest request)
    {
        yield return ("status", answer.Status.ToString(CultureInfo.InvariantCulture));
        yield return ("server", answer.Server);
        yield return ("number", answer.Words.Number);
        yield return ("message", answer.Words.Message ?? answer.Words.Title);
        yield return ("page", answer.Words.Title);
        yield return ("tenant", answer.Tenant?.TenantId);
        yield return ("location", PlaceOf(answer, request));
        yield return ("permission", PermissionIn(answer.Words.Message));
        if (ApiErrorReader.HighestVersion(answer) is { } level)
            yield return ("version", ProductVersions.Find(level).Product);
    }

    /// <summary>Where a redirect leads: origin and path. Its query may hold anything, and nobody needs it.</summary>
    internal static string? LocationOf(ApiResponse answer, AzureDevOpsRequest request) =>
        answer.Headers.Location is { } location && Uri.TryCreate(request.Address, location, out var absolute)
            ? absolute.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;

    /// <summary>The part of a redirect that can be used as a server's address: without the path that we asked for, which many redirects keep.</summary>
    private static string? PlaceOf(ApiResponse answer, AzureDevOpsRequest request)
    {
        var location = LocationOf(answer, request);
        var asked = request.Address.AbsolutePath[new Uri(request.Target.Address.BaseUrl).AbsolutePath.TrimEnd('/').Length..];
        return location?.EndsWith(asked, StringComparison.OrdinalIgnoreCase) ?? false ? location[..^asked.Length] : location;
    }

    private static string? PermissionIn(string? message) =>
        message?.IndexOf(PermissionMark, StringComparison.Ordinal) is >= 0 and var start
            ? message[(start + PermissionMark.Length)..].TrimEnd('.')
            : null;
}
