using System.Text.RegularExpressions;
using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// Reads a problem off the wire. Order matters: a named reason comes before what a status suggests, and only Azure DevOps' own responses are read
/// as such.
/// </summary>
internal static partial class ApiErrorReader
{
    /// <returns>Null for the JSON that was asked for.</returns>
    public static ProblemCode? Find(ApiResponse response) => response switch
    {
        { Status: 429 } or { Number: Numbers.Blocked } => ProblemCode.Throttled,
        { Number: Numbers.ConditionalAccess } => ProblemCode.ConditionalAccess,
        { Number: Numbers.CollectionStopped } => ProblemCode.CollectionStopped,
        { Status: 407 } => ProblemCode.ProxyAnswered,
        { IsFromHttpDriver: true, HasProductHeaders: false } => ProblemCode.WebServerAnswered,
        { Status: 203 } => ProblemCode.SignInPage,
        { Status: >= 300 and < 400 } => ReadRedirect(response),
        { Status: 401 } => ReadUnauthorized(response),
        { Status: 400 or 403 or 404 } => ReadRefusal(response),
        { Status: >= 500 } => ReadFailure(response),
        { Status: >= 400 } => response.IsAzureDevOps ? ProblemCode.UnexpectedAnswer : ProblemCode.NotAzureDevOps,
        { Status: 200, IsJson: true } => null,
        { IsHtml: true } => response.HasProductHeaders ? ProblemCode.SignInPage : ProblemCode.NotAzureDevOps,
        { HasProductHeaders: false } => ProblemCode.NotAzureDevOps,
        _ => ProblemCode.UnexpectedAnswer,
    };

    private static ProblemCode ReadRedirect(ApiResponse response) =>
        response.HasProductHeaders && (response.Headers.Location?.OriginalString.Contains(Paths.SignIn, StringComparison.OrdinalIgnoreCase) ?? false)
            ? ProblemCode.SignInPage
            : ProblemCode.Redirected;

    private static ProblemCode ReadUnauthorized(ApiResponse response) => response switch
    {
        _ when response.Mentions("Personal Access Token used has expired") => ProblemCode.TokenExpired,
        _ when response.Mentions("global Personal Access Token") => ProblemCode.TokenGlobal,
        _ when IsKnownUser(response) => ProblemCode.NotAMember,
        { IsBasicShadowed: true } => ProblemCode.BasicShadowed,
        { IsWindowsOnly: true } => ProblemCode.WindowsOnly,
        { IsAzureDevOps: false } => ProblemCode.NotAzureDevOps,
        _ => ProblemCode.TokenRefused,
    };

    // "The user '…' is not authorized" with the anonymous identity means that the token is unknown.
    private static bool IsKnownUser(ApiResponse response) =>
        (response.Number == Numbers.NotAuthorized || response.Envelope?.TypeKey == Faults.Unauthorized)
        && UserPattern().Match(response.Message ?? "") is { Success: true } user
        && Guid.Parse(user.Value) != AnonymousUser;

    private static ProblemCode ReadRefusal(ApiResponse response) => response switch
    {
        { Number: Numbers.RepositoryUnknown or Numbers.ProjectNameUnknown or Numbers.ProjectIdUnknown } => ProblemCode.RepositoryUnknown,
        { Envelope.TypeKey: Faults.RepositoryNotFound or Faults.ProjectNotFound or Faults.ProjectNameNotFound } => ProblemCode.RepositoryUnknown,
        { Number: Numbers.NoBranches } => ProblemCode.RepositoryEmpty,
        { Number: Numbers.NoLicense } => ProblemCode.LicenseMissing,
        { Status: 400, Envelope.TypeKey: Faults.VersionOutOfRange } => ReadVersion(response),
        { Status: 400, HasProductHeaders: false } when response.Mentions("HTTP request was sent to HTTPS port") => ProblemCode.NotHttp,
        { Status: 403, IsAzureDevOps: true } => ProblemCode.PermissionMissing,
        { Status: 403 } => response.IsFromIis ? ProblemCode.WebServerAnswered : ProblemCode.ProxyAnswered,
        { IsAzureDevOps: false } => ProblemCode.NotAzureDevOps,
        { Status: 404, IsHtml: true } => ProblemCode.CollectionUnknown,
        _ => ProblemCode.UnexpectedAnswer,
    };

    private static ProblemCode ReadVersion(ApiResponse response) =>
        HighestVersion(response) is { } highest && ProductVersions.Find(highest).IsTeamFoundationServer
            ? ProblemCode.TeamFoundationServer
            : ProblemCode.VersionTooOld;

    private static ProblemCode ReadFailure(ApiResponse response) => response switch
    {
        { IsAzureDevOps: true } => ProblemCode.ServerError,
        { Status: 502 or 504 } => ProblemCode.ProxyAnswered,
        { IsFromIis: true } => ProblemCode.WebServerAnswered,
        { Status: 503 } => ProblemCode.ProxyAnswered,
        _ => ProblemCode.ServerError,
    };

    /// <summary>For Azure DevOps Services. Membership, access level, policy and a missing first visit are answered alike, so they are one code.</summary>
    public static ProblemCode ForOrganization(ProblemCode code, ApiResponse response, Secret? token) => code switch
    {
        ProblemCode.CollectionUnknown => ProblemCode.OrganizationUnknown,
        ProblemCode.NotAzureDevOps when response.Status == 404 => ProblemCode.OrganizationUnknown,
        ProblemCode.CollectionStopped => ProblemCode.OrganizationStopped,
        ProblemCode.NotAMember when token is EntraAccessToken { IsApplication: true } => ProblemCode.IdentityNotAdded,
        _ when response.Number == Numbers.FirstSignIn =>
            token is EntraAccessToken { IsApplication: true } ? ProblemCode.IdentityNotAdded : ProblemCode.OrganizationRefused,
        ProblemCode.TokenRefused or ProblemCode.SignInPage when token is EntraAccessToken =>
            response.WantsClaims ? ProblemCode.SignInAgain : ProblemCode.OrganizationRefused,
        _ => code,
    };

    /// <summary>The lower of the two that the refusal names, in whatever language: what was asked for, and the highest that the server supports.</summary>
    public static Version? HighestVersion(ApiResponse response) =>
        response.Envelope?.TypeKey == Faults.VersionOutOfRange
        && VersionPattern().Matches(response.Message ?? "").Select(match => Version.Parse(match.ValueSpan)).Min() is { } lower && lower < Version.Parse(ImpossibleApiVersion)
            ? lower
            : null;

    [GeneratedRegex(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"[0-9]{1,3}\.[0-9]{1,3}", RegexOptions.NonBacktracking)]
    private static partial Regex VersionPattern();
}
