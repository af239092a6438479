using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace ConnectWizard.Accounts;

/// <summary>The tenant that a sign-in asks for: an id, a domain, or one of Entra's words for several tenants.</summary>
internal static partial class SignInTenant
{
    private static readonly string[] Several = ["common", "organizations", "consumers"];

    /// <returns>Null where none is named, or what is named is none.</returns>
    public static string? Read(StringValues named) => named is [{ } tenant] && Pattern().IsMatch(tenant) ? tenant : null;

    /// <summary>One tenant by name or id.</summary>
    /// <returns>Null for a word that stands for several: whose tokens come back is not known by it.</returns>
    public static string? Known(string? asked) => Several.Contains(asked, StringComparer.OrdinalIgnoreCase) ? null : asked;

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
