using System.Text;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Authentication;

/// <summary>
/// The credential of a request, with the token it turned out to be. A personal access token is the password of HTTP Basic
/// authentication; the user name is not looked at.
/// </summary>
internal sealed record PresentedCredential(CredentialKind Kind, AccessToken? Token)
{
    public static PresentedCredential Read(HttpRequest request, TokenDirectory tokens)
    {
        var header = request.Headers.Authorization.ToString();
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        var scheme = space < 0 ? header : header[..space];
        var value = space < 0 ? "" : header[(space + 1)..].Trim();
        return scheme.ToUpperInvariant() switch
        {
            "" => new PresentedCredential(CredentialKind.None, null),
            "BASIC" => new PresentedCredential(CredentialKind.Basic, tokens.Find(PasswordOf(value))),
            "BEARER" => new PresentedCredential(CredentialKind.Bearer, tokens.Find(value)),
            _ => new PresentedCredential(CredentialKind.Other, null),
        };
    }

    /// <summary>The token itself as it was sent, whatever it is: the password, or what follows <c>Bearer</c>.</summary>
    public static string? SecretOf(HttpRequest request) => request.Headers.Authorization.ToString().Split(' ', 2) switch
    {
        [var scheme, var value] when scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) => PasswordOf(value.Trim()),
        [var scheme, var value] when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => value.Trim(),
        _ => null,
    };

    private static string? PasswordOf(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return null;

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
