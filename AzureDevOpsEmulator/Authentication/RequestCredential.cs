namespace AzureDevOpsEmulator.Authentication;

public enum CredentialKind
{
    None,
    Basic,
    Bearer,

    /// <summary>Windows authentication (<c>Negotiate</c> or <c>NTLM</c>), or an unknown scheme.</summary>
    Other,
}

/// <summary>A personal access token is the password of HTTP Basic authentication; the user name is ignored.</summary>
internal sealed record RequestCredential(CredentialKind Kind, string? Secret, AccessToken? Token)
{
    public static RequestCredential Read(HttpRequest request, TokenStore tokens)
    {
        var (kind, value) = ReadHeader(request);
        var secret = kind == CredentialKind.Basic ? DecodeBasic(value)?.Password : kind == CredentialKind.Bearer ? value : null;
        return new RequestCredential(kind, secret, tokens.Find(secret));
    }

    public static (CredentialKind Kind, string Value) ReadHeader(HttpRequest request)
    {
        var parts = request.Headers.Authorization.ToString().Split(' ', 2);
        var kind = parts[0].ToUpperInvariant() switch
        {
            "" => CredentialKind.None,
            "BASIC" => CredentialKind.Basic,
            "BEARER" => CredentialKind.Bearer,
            _ => CredentialKind.Other,
        };
        return (kind, parts.Length < 2 ? "" : parts[1].Trim());
    }

    /// <returns>Null when the value isn't base64 of a user name, a colon and a password.</returns>
    public static (string User, string Password)? DecodeBasic(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var user, var password]
            ? (user, password)
            : null;
    }
}
