using System.Globalization;
using System.Text.Json;
using ConnectWizard.Connections;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ConnectWizard.Accounts;

/// <summary>What a token endpoint gave out.</summary>
/// <param name="Access">For Azure DevOps.</param>
/// <param name="Refresh">The next refresh token; null when the old one stays, or there is none.</param>
/// <param name="RenewAt">From when on a newer access token is asked for: ahead of its end, so that it lasts for the requests ahead.</param>
/// <param name="ExpiresAt">When it ends. Until then it serves while none can be had.</param>
internal sealed record TokenGrant(EntraAccessToken Access, Secret? Refresh, DateTimeOffset RenewAt, DateTimeOffset ExpiresAt)
{
    /// <summary>In seconds, as the answer has it: some providers say when the refresh token ends.</summary>
    private const string RefreshLifetime = "refresh_token_expires_in";

    /// <summary>For an answer that does not say, or says nonsense: soon enough to be right with any provider.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    private static readonly TimeSpan MaxMargin = TimeSpan.FromSeconds(60);

    /// <summary>When what the next token is gotten by ends; null where the answer doesn't say.</summary>
    public CredentialExpiry? Expiry { get; init; }

    /// <summary>Whether an answer is one.</summary>
    public static bool IsIn(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && TextIn(answer, "access_token") is not null
        && (TextIn(answer, "token_type") ?? "Bearer").Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an answer for which <see cref="IsIn"/> is true.</summary>
    public static TokenGrant Of(JsonElement answer, DateTimeOffset now) => Of(
        TextIn(answer, "access_token")!, TextIn(answer, "refresh_token"), NumberIn(answer, "expires_in"), NumberIn(answer, RefreshLifetime), now);

    /// <summary>Reads an answer that the framework has read.</summary>
    public static TokenGrant Of(OpenIdConnectMessage answer, DateTimeOffset now) => Of(answer.AccessToken, answer.RefreshToken, answer.ExpiresIn, answer.GetParameter(RefreshLifetime), now);

    /// <summary>A token of an application, which gets another one by what proves it.</summary>
    public static TokenGrant Of(EntraAccessToken access, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var life = expiresAt - now;
        var margin = life / 10 < MaxMargin ? life / 10 : MaxMargin;
        return new TokenGrant(access, null, expiresAt - margin, expiresAt);
    }

    private static TokenGrant Of(string access, string? refresh, string? expiresIn, string? refreshExpiresIn, DateTimeOffset now)
    {
        var life = SecondsIn(expiresIn) ?? DefaultLifetime;
        var grant = Of(new EntraAccessToken(access), now + (life < MaxLifetime ? life : MaxLifetime), now);
        return grant with
        {
            Refresh = refresh is { Length: > 0 } ? new Secret(refresh) : null,
            Expiry = SecondsIn(refreshExpiresIn) is { } left ? new CredentialExpiry(now + left, ExpirySource.SignIn) : null,
        };
    }

    // A number, which some write as text.
    private static TimeSpan? SecondsIn(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e9 ? TimeSpan.FromSeconds(number) : null;

    private static string? NumberIn(JsonElement answer, string name) => answer.TryGetProperty(name, out var number) ? number.ToString() : null;

    private static string? TextIn(JsonElement answer, string name) => EntraError.TextIn(answer, name) is { Length: > 0 } text ? text : null;
}
