using ConnectWizard.Connections;
using Microsoft.AspNetCore.Authentication;

namespace ConnectWizard.Accounts;

/// <summary>A sign-in under way, as its protected state carries it to the provider and back.</summary>
/// <param name="Target">What it is for.</param>
/// <param name="Owner">The browser that began it: no other can end it.</param>
/// <param name="Origin">The origin that the browser was at, where its cookies are; the redirect URI may be another one of ours.</param>
/// <param name="Tenant">The tenant that was asked for; null for the configured authority.</param>
/// <param name="BeganAt">When.</param>
internal sealed record SignInState(SignInTarget Target, OwnerId Owner, string Origin, string? Tenant, DateTimeOffset BeganAt)
{
    /// <summary>From the click to the return: time for a second factor, and for a telephone.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const string TargetKey = "place";
    private const string OwnerKey = "owner";
    private const string OriginKey = "origin";
    private const string TenantKey = "tenant";

    public bool IsOver(DateTimeOffset now) => now - BeganAt > Lifetime || BeganAt > now + Lifetime;

    /// <summary>Whether a request came to the host at which it began.</summary>
    public bool BeganAtHost(HostString host) => new Uri(Origin).Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);

    public AuthenticationProperties ToProperties() => new(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [TargetKey] = Target.ToString(),
        [OwnerKey] = Owner.Value,
        [OriginKey] = Origin,
        [TenantKey] = Tenant,
    })
    {
        IssuedUtc = BeganAt,
        // The framework would put the whole address that was asked for in its place.
        RedirectUri = Target.Url,
    };

    /// <returns>Null for the state of something else.</returns>
    public static SignInState? Of(AuthenticationProperties? properties) =>
        properties is { IssuedUtc: { } began, Items: var items }
        && SignInTarget.Parse(items.TryGetValue(TargetKey, out var place) ? place : null) is { } known
        && items.TryGetValue(OwnerKey, out var owner) && owner is not null
        && items.TryGetValue(OriginKey, out var origin) && Uri.TryCreate(origin, UriKind.Absolute, out _)
            // What was null comes back empty.
            ? new SignInState(known, new OwnerId(owner), origin, items.TryGetValue(TenantKey, out var tenant) && tenant is { Length: > 0 } ? tenant : null, began)
            : null;
}
