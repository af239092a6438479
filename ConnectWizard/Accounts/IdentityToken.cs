using System.Buffers.Text;
using System.Text.Json;

namespace ConnectWizard.Accounts;

/// <summary>
/// What we take from an identity token. It came straight from the token endpoint, so its signature need not be checked, but whom it is for must
/// be (OpenID Connect Core, section 3.1.3.7); and nothing is permitted on the strength of it: who somebody is says the profile. That it is the
/// answer to this very sign-in is what PKCE and the cookie of the sign-in show, so there is no nonce in it.
/// </summary>
/// <param name="Audience">The applications it was made for (<c>aud</c>, one or a list).</param>
/// <param name="Tenant">The tenant's id (<c>tid</c>), which Microsoft Entra alone sends.</param>
/// <param name="Login">What the account signs in with (<c>preferred_username</c>).</param>
internal sealed record IdentityToken(IReadOnlyList<string> Audience, string? Tenant, string? Login)
{
    private const int MaxLength = 320;

    /// <returns>Null for what is no such token.</returns>
    public static IdentityToken? Read(string? text)
    {
        if (text?.Split('.') is not [_, var payload, _])
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var tenant = Guid.TryParseExact(ClaimIn(claims.RootElement, "tid"), "D", out var id) ? id.ToString("D") : null;
            return new IdentityToken(AudienceIn(claims.RootElement), tenant, ClaimIn(claims.RootElement, "preferred_username"));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> AudienceIn(JsonElement claims)
    {
        if (ClaimIn(claims, "aud") is { } one)
            return [one];
        return claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty("aud", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(audience => audience.ValueKind == JsonValueKind.String).Select(audience => audience.GetString()!)]
            : [];
    }

    private static string? ClaimIn(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= MaxLength } text ? text : null;
}
