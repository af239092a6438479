using System.Buffers.Text;
using System.Text.Json;

namespace ConnectWizard.SignIn;

/// <summary>
/// The two things that we take from an identity token. It came straight from the token endpoint, so its signature need not be checked
/// (OpenID Connect Core, section 3.1.3.7), and nothing is permitted on the strength of it: who somebody is says the profile.
/// </summary>
/// <param name="Tenant">The tenant's id (<c>tid</c>), which Microsoft Entra alone sends.</param>
/// <param name="Login">What the account signs in with (<c>preferred_username</c>).</param>
internal sealed record IdentityToken(string? Tenant, string? Login)
{
    private const int Longest = 320;

    /// <returns>Null for what is no such token.</returns>
    public static IdentityToken? Read(string? text)
    {
        if (text?.Split('.') is not [_, var payload, _])
            return null;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var tenant = ClaimIn(claims.RootElement, "tid");
            return new IdentityToken(Guid.TryParseExact(tenant, "D", out _) ? tenant : null, ClaimIn(claims.RootElement, "preferred_username"));
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? ClaimIn(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= Longest } text ? text : null;
}
