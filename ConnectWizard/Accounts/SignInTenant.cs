using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace ConnectWizard.Accounts;

/// <summary>The tenant that a sign-in asks for: an id, a domain, or one of Entra's words for several tenants.</summary>
internal static partial class SignInTenant
{
    /// <returns>Null where none is named, or what is named is none.</returns>
    public static string? Read(StringValues named) => named is [{ } tenant] && Pattern().IsMatch(tenant) ? tenant : null;

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
