using System.Text.RegularExpressions;

namespace ConnectWizard.Accounts;

/// <summary>The one tenant of an application: its id or one of its domains. Entra's words for several tenants are none.</summary>
internal static partial class IdentityTenant
{
    public static bool IsValid(string text) => Guid.TryParseExact(text, "D", out _) || text.Length <= 253 && Domain().IsMatch(text);

    [GeneratedRegex(@"\A([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}
