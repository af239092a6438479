using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>The addresses that begin a sign-in, plain links, for a sign-in leaves the circuit; and the one it comes back to.</summary>
public static class SignInUrl
{
    public const string Path = "/signin/entra";

    /// <summary>The path of the redirect URI.</summary>
    public const string ReturnPath = "/signin/return";

    /// <summary>The parameter that tells a page, by the name of its code, why a sign-in that was begun there failed. Drafts keep it instead.</summary>
    public const string ProblemParameter = "problem";

    /// <summary>The parameter that has a connection's page offer another account.</summary>
    public const string ReplaceParameter = "replace";

    /// <summary>Signs in for a draft, which learns how it ended.</summary>
    /// <param name="draft">The draft, which belongs to the browser that follows the link.</param>
    /// <param name="anotherAccount">Has Entra ask which account it is to be.</param>
    /// <param name="tenant">The tenant to sign in at, where it is not the configured authority's.</param>
    /// <param name="login">The account that is expected.</param>
    public static string ForDraft(DraftId draft, bool anotherAccount = false, string? tenant = null, string? login = null) =>
        $"{Path}?draft={draft}"
        + (anotherAccount ? "&another=true" : "")
        + (tenant is null ? "" : $"&tenant={Uri.EscapeDataString(tenant)}")
        + Hint(login);

    /// <summary>Signs an account of a connection in again, at its tenant: the same identity, or nothing changes.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="login">The account that is expected.</param>
    public static string ForConnection(ConnectionId connection, string? login = null) => $"{Path}?connection={connection}{Hint(login)}";

    /// <summary>Signs in with another account, which may take the place of a connection's.</summary>
    public static string ForReplacement(ConnectionId connection, string? tenant = null, string? login = null) =>
        $"{Path}?{ReplaceParameter}={connection}&another=true{(tenant is null ? "" : $"&tenant={Uri.EscapeDataString(tenant)}")}{Hint(login)}";

    /// <summary>Signs an administrator in who was sent a link to create webhooks.</summary>
    /// <param name="link">The link's own part, as it stands in the address that was sent.</param>
    public static string ForAdministrator(string link) => $"{Path}?link={Uri.EscapeDataString(link)}";

    private static string Hint(string? login) => login is null ? "" : $"&login={Uri.EscapeDataString(login)}";
}
