namespace AzureDevOpsEmulator.Authentication;

/// <summary>What the servers know about a token besides its scopes.</summary>
internal enum TokenState
{
    Valid,
    Expired,

    /// <summary>No server knows it any more.</summary>
    Revoked,
}

/// <summary>Where a token is good.</summary>
internal enum TokenRealm
{
    /// <summary>On all servers and collections of the company.</summary>
    Servers,
    OneOrganization,
    AllOrganizations,
}

/// <summary>A token of a person.</summary>
internal sealed record AccessToken(
    string Name, string Value, Person Owner, IReadOnlyList<string> Scopes, TokenState State, string Description)
{
    public TokenRealm Realm { get; init; } = TokenRealm.Servers;

    /// <summary>The organization of the cloud that it is for, when it is for one.</summary>
    public string? Organization { get; init; }

    /// <summary>The record's text is for logs: it has the name and not the value.</summary>
    public override string ToString() => $"token '{Name}'";
}

/// <summary>The tokens that exist, by their values.</summary>
internal sealed class TokenStore
{
    private readonly Dictionary<string, AccessToken> _byValue;

    public TokenStore(IReadOnlyList<AccessToken> tokens)
    {
        All = tokens;
        _byValue = tokens.ToDictionary(token => token.Value, StringComparer.Ordinal);
    }

    public IReadOnlyList<AccessToken> All { get; }

    public AccessToken? Find(string? value) => value is null ? null : _byValue.GetValueOrDefault(value);

    /// <summary>A text for a log, with the value of any token replaced by its name.</summary>
    public string Redact(string text) =>
        All.Aggregate(text, (current, token) => current.Replace(token.Value, $"({token})", StringComparison.Ordinal));
}

/// <summary>The scopes of tokens, and which of them include which (as Microsoft's list of scopes says).</summary>
internal static class Scopes
{
    public const string Code = "vso.code";
    public const string Project = "vso.project";
    public const string FullAccess = "app_token";

    /// <summary>Any of these opens the service hooks: there is no scope of their own in the published specification.</summary>
    public static IReadOnlyList<string> Hooks { get; } = ["vso.work", "vso.build", Code];

    /// <summary>Any of these opens the projects.</summary>
    public static IReadOnlyList<string> Projects { get; } = [Project, "vso.profile"];

    /// <summary>Who somebody is, and which organizations they have.</summary>
    public static IReadOnlyList<string> Profile { get; } = ["vso.profile"];

    public static IReadOnlyList<string> Repositories { get; } = [Code];

    /// <summary>For pushes and pull requests.</summary>
    public static IReadOnlyList<string> CodeWrite { get; } = ["vso.code_write"];

    /// <summary>For what needs a valid token and nothing more.</summary>
    public static IReadOnlyList<string> None { get; } = [];

    /// <summary>Whether a token that was granted some scopes may do what any of the accepted ones allows.</summary>
    public static bool Allows(IReadOnlyList<string> granted, IReadOnlyList<string> accepted) =>
        accepted.Count == 0
        || granted.Any(grant => grant == FullAccess)
        || accepted.Any(scope => granted.Any(grant => Includes(grant, scope)));

    /// <summary>A wider scope has the narrower one's name and a suffix: <c>vso.code_write</c> includes <c>vso.code</c>.</summary>
    private static bool Includes(string granted, string scope) =>
        granted == scope || granted.StartsWith(scope + "_", StringComparison.Ordinal)
        || (scope == "vso.code_write" && granted is "vso.code_manage" or "vso.code_full");
}
