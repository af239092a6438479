using System.Text.RegularExpressions;
using ConnectWizard.Connections;
using static ConnectWizard.AzureDevOps.AzureDevOpsNames;

namespace ConnectWizard.AzureDevOps;

/// <summary>
/// The one switch from the wire to problems. The order matters: what names its reason comes before what a status alone suggests, and an
/// answer that does not come from Azure DevOps is never read as if it did.
/// </summary>
internal static partial class ApiErrorReader
{
    /// <returns>The problem in an answer to a REST call; null when it is the JSON that was asked for.</returns>
    public static ProblemCode? Find(ApiResponse answer) => answer switch
    {
        { Status: 429 } or { Words.Number: Numbers.Blocked } => ProblemCode.Throttled,
        { Words.Number: Numbers.ConditionalAccess } => ProblemCode.ConditionalAccess,
        { Words.Number: Numbers.CollectionStopped } => ProblemCode.CollectionStopped,
        { Status: 407 } => ProblemCode.ProxyAnswered,
        { IsOfHttpDriver: true, HasMarks: false } => ProblemCode.WebServerAnswered,
        { Status: 203 } => ProblemCode.SignInPage,
        { Status: >= 300 and < 400 } => OfRedirect(answer),
        { Status: 401 } => OfUnauthorized(answer),
        { Status: 400 or 403 or 404 } => OfRefusal(answer),
        { Status: >= 500 } => OfFailure(answer),
        { Status: >= 400 } => answer.IsAzureDevOps ? ProblemCode.UnexpectedAnswer : ProblemCode.NotAzureDevOps,
        { Status: 200, IsJson: true } => null,
        { IsHtml: true } => answer.HasMarks ? ProblemCode.SignInPage : ProblemCode.NotAzureDevOps,
        { HasMarks: false } => ProblemCode.NotAzureDevOps,
        _ => ProblemCode.UnexpectedAnswer,
    };

    private static ProblemCode OfRedirect(ApiResponse answer) =>
        answer.HasMarks && (answer.Headers.Location?.OriginalString.Contains(Paths.SignIn, StringComparison.OrdinalIgnoreCase) ?? false)
            ? ProblemCode.SignInPage
            : ProblemCode.Redirected;

    private static ProblemCode OfUnauthorized(ApiResponse answer) => answer switch
    {
        _ when answer.Words.Say("Personal Access Token used has expired") => ProblemCode.TokenExpired,
        _ when answer.Words.Say("global Personal Access Token") => ProblemCode.TokenGlobal,
        _ when IsOfKnownUser(answer) => ProblemCode.NotAMember,
        { IsBasicTaken: true } => ProblemCode.BasicShadowed,
        { IsWindowsOnly: true } => ProblemCode.WindowsOnly,
        { IsAzureDevOps: false } => ProblemCode.NotAzureDevOps,
        _ => ProblemCode.TokenRefused,
    };

    // "The user '…' is not authorized": an identity of nothing but a's is nobody's, and the token was not known at all.
    private static bool IsOfKnownUser(ApiResponse answer) =>
        (answer.Words.Number == Numbers.NotAuthorized || answer.Envelope?.TypeKey == Faults.Unauthorized)
        && UserPattern().Match(answer.Words.Message ?? "") is { Success: true } user
        && Guid.Parse(user.Value) != AnonymousUser;

    private static ProblemCode OfRefusal(ApiResponse answer) => answer switch
    {
        { Words.Number: Numbers.RepositoryUnknown or Numbers.ProjectNameUnknown or Numbers.ProjectIdUnknown } => ProblemCode.RepositoryUnknown,
        { Envelope.TypeKey: Faults.RepositoryNotFound or Faults.ProjectNotFound or Faults.ProjectNameNotFound } => ProblemCode.RepositoryUnknown,
        { Words.Number: Numbers.NoBranches } => ProblemCode.RepositoryEmpty,
        { Status: 400, Envelope.TypeKey: Faults.VersionOutOfRange } => OfVersion(answer),
        { Status: 400, HasMarks: false } when answer.Words.Say("HTTP request was sent to HTTPS port") => ProblemCode.NotHttp,
        { Status: 403, IsAzureDevOps: true } => ProblemCode.PermissionMissing,
        { Status: 403 } => answer.IsOfIis ? ProblemCode.WebServerAnswered : ProblemCode.ProxyAnswered,
        { IsAzureDevOps: false } => ProblemCode.NotAzureDevOps,
        { Status: 404, IsHtml: true } => ProblemCode.CollectionUnknown,
        _ => ProblemCode.UnexpectedAnswer,
    };

    private static ProblemCode OfVersion(ApiResponse answer) =>
        HighestVersion(answer) is { } highest && ProductVersions.Find(highest).IsTeamFoundationServer
            ? ProblemCode.TeamFoundationServer
            : ProblemCode.VersionTooOld;

    private static ProblemCode OfFailure(ApiResponse answer) => answer switch
    {
        { IsAzureDevOps: true } => ProblemCode.ServerError,
        { Status: 502 or 504 } => ProblemCode.ProxyAnswered,
        { IsOfIis: true } => ProblemCode.WebServerAnswered,
        { Status: 503 } => ProblemCode.ProxyAnswered,
        _ => ProblemCode.ServerError,
    };

    /// <summary>The version in "The latest REST API version this server supports is 5.1."</summary>
    public static Version? HighestVersion(ApiResponse answer) =>
        answer.Envelope?.TypeKey == Faults.VersionOutOfRange && HighestPattern().Match(answer.Words.Message ?? "") is { Success: true } match
            ? Version.Parse(match.Groups["highest"].Value)
            : null;

    [GeneratedRegex(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"supports is (?<highest>[0-9]{1,3}\.[0-9]{1,3})", RegexOptions.NonBacktracking)]
    private static partial Regex HighestPattern();
}
