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
    /// <summary>For an answer that does not say, or says nonsense: soon enough to be right with any provider.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(1);

    private static readonly TimeSpan MaxMargin = TimeSpan.FromSeconds(60);

    /// <summary>Whether an answer is one.</summary>
    public static bool IsIn(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && TextIn(answer, "access_token") is not null
        && (TextIn(answer, "token_type") ?? "Bearer").Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an answer for which <see cref="IsIn"/> is true.</summary>
    public static TokenGrant Of(JsonElement answer, DateTimeOffset now) => Of(
        TextIn(answer, "access_token")!, TextIn(answer, "refresh_token"), answer.TryGetProperty("expires_in", out var life) ? life.ToString() : null, now);

    /// <summary>Reads an answer that the framework has read.</summary>
    public static TokenGrant Of(OpenIdConnectMessage answer, DateTimeOffset now) => Of(answer.AccessToken, answer.RefreshToken, answer.ExpiresIn, now);

    /// <summary>A token of an application, which gets another one by what proves it.</summary>
    public static TokenGrant Of(EntraAccessToken access, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var life = expiresAt - now;
        var margin = life / 10 < MaxMargin ? life / 10 : MaxMargin;
        return new TokenGrant(access, null, expiresAt - margin, expiresAt);
    }

    private static TokenGrant Of(string access, string? refresh, string? expiresIn, DateTimeOffset now)
    {
        var grant = Of(new EntraAccessToken(access), now + LifetimeIn(expiresIn), now);
        return grant with { Refresh = refresh is { Length: > 0 } ? new Secret(refresh) : null };
    }

    // A number, which some write as text.
    private static TimeSpan LifetimeIn(string? expiresIn)
    {
        var seconds = double.TryParse(expiresIn, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e9
            ? TimeSpan.FromSeconds(number)
            : DefaultLifetime;
        return seconds < MaxLifetime ? seconds : MaxLifetime;
    }

    private static string? TextIn(JsonElement answer, string name) => EntraError.TextIn(answer, name) is { Length: > 0 } text ? text : null;
}
