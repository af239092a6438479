using System.Net.Http.Headers;
using System.Text;

namespace ConnectWizard.Connections;

/// <summary>The user name and password of an <c>Authorization: Basic</c> header (RFC 7617).</summary>
public sealed record BasicCredentials(string UserName, Secret Password)
{
    private const int MaxLength = 1024;

    /// <returns>Null for another scheme, a missing password, or what can't be read.</returns>
    public static BasicCredentials? Parse(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is not { Length: <= MaxLength } encoded)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        return Convert.TryFromBase64String(encoded, bytes, out var written) && Encoding.UTF8.GetString(bytes[..written]).Split(':', 2) is [var user, { Length: > 0 } password]
            ? new BasicCredentials(user, new Secret(password))
            : null;
    }
}
