using System.Net;
using ConnectWizard.Connections;
using ConnectWizard.Network;

namespace ConnectWizard.AzureDevOps;

/// <summary>Which wording of a problem fits an answer: the same code has several likely causes, and the answer tells them apart.</summary>
internal static class ApiErrorVariants
{
    /// <summary>Parts of the paths at which sign-in pages live.</summary>
    private static readonly string[] SignInMarks = ["signin", "sign-in", "login", "/adfs/", "/oauth", "/saml"];

    /// <returns>The variant of <see cref="ProblemText.Variant"/>; null for the general wording.</returns>
    public static string? Of(ProblemCode code, ApiResponse answer, AzureDevOpsRequest request) => code switch
    {
        ProblemCode.ProxyAnswered => OfProxy(answer.Status),
        ProblemCode.WebServerAnswered when answer.IsOfHttpDriver => OfHttpDriver(answer.Status),
        ProblemCode.Redirected => OfRedirect(answer, request),
        ProblemCode.OrganizationRefused when answer.Words.Number == AzureDevOpsNames.Numbers.FirstSignIn => "first",
        ProblemCode.NotAzureDevOps when !string.IsNullOrWhiteSpace(answer.Words.Title) => "page",
        _ => null,
    };

    private static string? OfProxy(int status) => status switch
    {
        407 => "signin",
        403 => "blocked",
        502 or 503 or 504 => "gateway",
        _ => null,
    };

    private static string? OfHttpDriver(int status) => status switch
    {
        400 or 404 => "nosite",
        401 => "signin",
        503 => "stopped",
        _ => null,
    };

    private static string? OfRedirect(ApiResponse answer, AzureDevOpsRequest request)
    {
        if (answer.Headers.Location is not { } location || !Uri.TryCreate(request.Address, location, out var absolute))
            return null;
        if (Uri.Compare(absolute, request.Address, UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
            return "itself";
        if (IPAddress.TryParse(absolute.Host.Trim('[', ']'), out var address) && SpecialRange.All.Any(range => range.Network.Contains(address)))
            return "inside";
        return SignInMarks.Any(mark => absolute.AbsolutePath.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? "signin" : null;
    }
}
