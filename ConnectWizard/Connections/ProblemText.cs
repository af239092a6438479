using System.Collections.Frozen;
using ConnectWizard.Components;

namespace ConnectWizard.Connections;

/// <summary>The text of a problem in the language of the current thread. Values are data, never markup.</summary>
/// <param name="Ask">A message to somebody else who must fix it, ready to copy.</param>
public sealed record ProblemText(string What, string Cause, string Repair, string? Ask = null)
{
    /// <summary>
    /// Picks between wordings of one code: with the value <c>port</c>, <c>AddressUnusable.port.what</c> comes before <c>AddressUnusable.what</c>.
    /// </summary>
    public const string Variant = "variant";

    public const string Services = "services";
    public const string Account = "account";

    /// <summary>Of an application, which no one signs in with a browser.</summary>
    public const string Application = "application";

    /// <summary>It is stored, and its key is missing.</summary>
    public const string Sealed = "sealed";

    /// <summary>The account was removed here.</summary>
    public const string Removed = "removed";

    /// <summary>Of a connection that worked before.</summary>
    public const string Stored = "stored";

    /// <summary>Since no token for all organizations works any more, that is the first thing to look at.</summary>
    public const string GlobalToken = "services.global";
    public const string Renewal = "renewal";
    private static readonly TextResource Words = new("ConnectWizard.Connections.Problems");
    private static readonly TextResource ViewWords = new("ConnectWizard.Connections.ProblemView");

    /// <summary>A neutral word ("the server") replaces a missing value.</summary>
    public static ProblemText For(Problem problem) =>
        new(Fill(problem, "what") ?? "", Fill(problem, "cause") ?? "", Fill(problem, "fix") ?? "", Fill(problem, "ask"));

    /// <summary>"Who can fix this: the project administrator", without a full stop.</summary>
    public static string WhoOf(Problem problem) => $"{ViewWords.Get("Who")} {ViewWords.Get($"Who.{ProblemCatalog.ResolvedByOf(problem)}")}";

    private static string? Fill(Problem problem, string part)
    {
        var variant = problem.Arguments.GetValueOrDefault(Variant);
        return (variant is null ? null : Words.Fill($"{problem.Code}.{variant}.{part}", problem.Arguments.GetValueOrDefault))
            ?? Words.Fill($"{problem.Code}.{part}", problem.Arguments.GetValueOrDefault);
    }
}

/// <summary>The values in a problem's text (<see cref="Problem.Arguments"/>), never secret. A missing one is replaced by a neutral word.</summary>
public static class ProblemArguments
{
    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ProblemText.Variant] = "which wording of the same problem; not shown",
        ["account"] = "the account, by its display name",
        ["address"] = "the host as typed, where it cannot be read",
        ["application"] = "the application id of the app registration",
        ["branch"] = "a branch, without refs/heads/",
        ["character"] = "a character that is not allowed",
        ["collection"] = "the collection",
        ["entry"] = "the entry that would permit a refused address",
        ["date"] = "when a certificate ended, as 2026-11-21",
        ["from"] = "the addresses that this installation connects from",
        ["host"] = "the server's name, without port",
        ["issuer"] = "who signed a certificate",
        ["key"] = "the configuration key to set",
        ["length"] = "how many characters a token has",
        ["limit"] = "the bound of an answer: 4 MB",
        ["location"] = "where a redirect leads",
        ["login"] = "what an account signs in with",
        ["message"] = "what the server said, bounded in length",
        ["minimum"] = "the lowest accepted year of Azure DevOps Server",
        ["name"] = "the name of a connection",
        ["names"] = "the names in a certificate",
        ["network"] = "which special network an address is in",
        ["number"] = "the number of the other side's message, as AADSTS65001",
        ["organization"] = "an organization of Azure DevOps Services",
        ["object"] = "the object id of an enterprise application",
        ["page"] = "the title of a web page",
        ["permission"] = "the permission that is missing, in the server's words",
        ["port"] = "the server's port",
        ["product"] = "the product that answers",
        ["project"] = "a project",
        ["projects"] = "how many projects were asked about",
        ["provider"] = "a Git provider that is not Azure DevOps",
        ["repository"] = "a repository",
        ["item"] = "the check item, by its title",
        ["scheme"] = "the scheme of an address",
        ["schemes"] = "the sign-in schemes that the server offers",
        ["scope"] = "the scope that is missing, as the token page names it",
        ["seconds"] = "how long was or is to be waited",
        ["server"] = "the program that answered",
        ["status"] = "the HTTP status",
        ["subject"] = "the subject of a certificate",
        ["tenant"] = "a Microsoft Entra tenant",
        ["url"] = "the collection's address; for links, the address that the server refers to",
        ["version"] = "product, year and update",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
