using System.Text.RegularExpressions;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Accounts;

/// <summary>The one tenant of an application: its id or one of its domains. Entra's words for several tenants are none.</summary>
internal static partial class IdentityTenant
{
    public static bool IsValid(string text) => Guid.TryParseExact(text, "D", out _) || text.Length <= 253 && Domain().IsMatch(text);

    /// <summary>Entra's words for several tenants.</summary>
    public static bool IsForSeveral(string text) => text.ToLowerInvariant() is "common" or "organizations" or "consumers";

    /// <summary>Takes the tenant out of what was pasted: quotes, invisible marks, a GUID in another form, an address of Microsoft Entra with the tenant in it.</summary>
    public static string Clean(string text)
    {
        var trimmed = CleanId(text);
        var address = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : $"https://{trimmed}";
        if (!trimmed.Contains('/', StringComparison.Ordinal) || !Uri.TryCreate(address, UriKind.Absolute, out var url))
            return trimmed;
        var first = url.Segments.Skip(1).Select(segment => CleanId(segment.TrimEnd('/'))).FirstOrDefault();
        var isSignIn = url.Host.StartsWith("login.", StringComparison.OrdinalIgnoreCase) || url.Host.StartsWith("sts.", StringComparison.OrdinalIgnoreCase);
        return (isSignIn, first) switch
        {
            (true, not null) => first,
            (false, null) => url.Host,
            _ => trimmed,
        };
    }

    /// <summary>An id in the form with hyphens; other text without what stands around it.</summary>
    public static string CleanId(string text)
    {
        var trimmed = TokenText.Trim(text);
        return Guid.TryParse(trimmed, out var id) ? id.ToString("D") : trimmed;
    }

    [GeneratedRegex(@"\A([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}
