using System.Text.RegularExpressions;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>
/// What a sign-in is for, which is where it ends. It is made of an id and never of an address, so nobody can have a sign-in lead elsewhere.
/// </summary>
/// <param name="Kind">Which kind of page began it.</param>
/// <param name="Id">The draft, the connection, or the link's own part.</param>
internal sealed partial record SignInTarget(SignInKind Kind, string Id)
{
    /// <summary>Where it goes on.</summary>
    public string Url => Kind switch
    {
        SignInKind.Draft => $"/connect/{Id}/organization",
        SignInKind.Connection => $"/connections/{Id}",
        SignInKind.Replacement => $"/connections/{Id}?{SignInUrl.ReplaceParameter}=true",
        SignInKind.Administrator => $"/webhooks/ask/{Id}",
    };

    /// <summary>The draft it is for, if it is for one.</summary>
    public DraftId? Draft => Kind == SignInKind.Draft ? new DraftId(Id) : null;

    /// <summary>The connection it is for, if it is for one.</summary>
    public ConnectionId? Connection => Kind == SignInKind.Connection ? new ConnectionId(Guid.Parse(Id)) : null;

    /// <summary>The door of the wizard, for a sign-in of which nothing can be told.</summary>
    public static string LostUrl(ProblemCode code) => WithProblem("/connect", code);

    /// <summary>Where a failure is told: a draft keeps it, other pages are handed its code.</summary>
    public string FailureUrl(ProblemCode code) => Kind == SignInKind.Draft ? $"/connect/{Id}/cloud" : WithProblem(Url, code);

    /// <summary>Reads the one parameter that says where a sign-in begins.</summary>
    /// <returns>Null when there is none, more than one, or one that is no id.</returns>
    public static SignInTarget? In(IQueryCollection query)
    {
        SignInTarget?[] named =
        [
            .. Enum.GetValues<SignInKind>().Where(kind => query.ContainsKey(NameOf(kind))).Select(kind => Of(kind, [.. query[NameOf(kind)]])),
        ];
        return named is [{ } place] ? place : null;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static SignInTarget? Parse(string? text) =>
        text?.Split(':', 2) is [var name, var id] && Enum.TryParse<SignInKind>(name, out var kind) ? Of(kind, [id]) : null;

    /// <inheritdoc />
    public override string ToString() => $"{Kind}:{Id}";

    private static SignInTarget? Of(SignInKind kind, IReadOnlyList<string?> values) => (kind, values) switch
    {
        (SignInKind.Draft, [{ } id]) when DraftId.TryParse(id, out _) => new SignInTarget(kind, id),
        (SignInKind.Connection or SignInKind.Replacement, [{ } id]) when Guid.TryParseExact(id, "D", out var connection) => new SignInTarget(kind, connection.ToString("D")),
        (SignInKind.Administrator, [{ } link]) when LinkPattern().IsMatch(link) => new SignInTarget(kind, link),
        _ => null,
    };

    private static string NameOf(SignInKind kind) => kind switch
    {
        SignInKind.Draft => "draft",
        SignInKind.Connection => "connection",
        SignInKind.Replacement => SignInUrl.ReplaceParameter,
        SignInKind.Administrator => "link",
    };

    private static string WithProblem(string url, ProblemCode code) => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{SignInUrl.ProblemParameter}={ProblemCatalog.Name(code)}";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{16,128}\z", RegexOptions.NonBacktracking)]
    private static partial Regex LinkPattern();
}

/// <summary>Which kind of page begins sign-ins.</summary>
internal enum SignInKind
{
    /// <summary>The wizard's cloud step.</summary>
    Draft,

    /// <summary>A connection whose account has to sign in again.</summary>
    Connection,

    /// <summary>A connection that may move to another account.</summary>
    Replacement,

    /// <summary>The page that an administrator was sent a link to.</summary>
    Administrator,
}
