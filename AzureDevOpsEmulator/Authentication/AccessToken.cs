using System.Collections.Concurrent;

namespace AzureDevOpsEmulator.Authentication;

internal enum TokenState
{
    Valid,
    Expired,
    Revoked,
}

internal enum TokenRealm
{
    /// <summary>All servers and collections of the company.</summary>
    Servers,
    OneOrganization,
    AllOrganizations,
}

internal sealed record AccessToken(
    string Name, string Value, Person Owner, IReadOnlyList<string> Scopes, TokenState State, string Description)
{
    public TokenRealm Realm { get; init; } = TokenRealm.Servers;

    /// <summary>The organization that the token is limited to; null for other tokens.</summary>
    public string? Organization { get; init; }

    public override string ToString() => $"token '{Name}'";
}

internal sealed class TokenStore
{
    private readonly ConcurrentDictionary<string, AccessToken> _byValue;

    public TokenStore(IReadOnlyList<AccessToken> tokens)
    {
        All = tokens;
        _byValue = new ConcurrentDictionary<string, AccessToken>(tokens.Select(token => KeyValuePair.Create(token.Value, token)), StringComparer.Ordinal);
    }

    public IReadOnlyList<AccessToken> All { get; }

    public AccessToken? Find(string? value) => value is null ? null : _byValue.GetValueOrDefault(value);

    /// <summary>Its last day is over. A restart makes it valid again.</summary>
    public void Expire(AccessToken token) => _byValue[token.Value] = token with { State = TokenState.Expired };

    public string Redact(string text) =>
        All.Aggregate(text, (current, token) => current.Replace(token.Value, $"({token})", StringComparison.Ordinal));
}

internal static class Scopes
{
    public const string Code = "vso.code";
    public const string Project = "vso.project";
    public const string FullAccess = "app_token";

    /// <summary>Any of these grants access to service hooks: the published specification has no scope for them.</summary>
    public static IReadOnlyList<string> Hooks { get; } = ["vso.work", "vso.build", Code];
    public static IReadOnlyList<string> Projects { get; } = [Project, "vso.profile"];
    public static IReadOnlyList<string> Profile { get; } = ["vso.profile"];
    public static IReadOnlyList<string> Repositories { get; } = [Code];
    public static IReadOnlyList<string> CodeWrite { get; } = ["vso.code_write"];

    /// <summary>For operations that need a valid token only.</summary>
    public static IReadOnlyList<string> None { get; } = [];

    public static bool Allows(IReadOnlyList<string> granted, IReadOnlyList<string> accepted) =>
        accepted.Count == 0
        || granted.Any(grant => grant == FullAccess)
        || accepted.Any(scope => granted.Any(grant => Includes(grant, scope)));

    /// <summary>A wider scope is the narrower one's name with a suffix: <c>vso.code_write</c> includes <c>vso.code</c>.</summary>
    private static bool Includes(string granted, string scope) =>
        granted == scope || granted.StartsWith(scope + "_", StringComparison.Ordinal)
        || (scope == "vso.code_write" && granted is "vso.code_manage" or "vso.code_full");
}
