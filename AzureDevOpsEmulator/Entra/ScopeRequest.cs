namespace AzureDevOpsEmulator.Entra;

/// <summary>The parsed scopes of a request: those of OpenID Connect, and the permissions of one resource.</summary>
/// <param name="Prefix">The resource as written, with a trailing slash; empty for Graph.</param>
/// <param name="Resource">The application ID of the resource.</param>
/// <param name="Permissions">Without the prefix.</param>
internal sealed record ScopeRequest(IReadOnlyList<string> OpenId, string Prefix, string Resource, IReadOnlyList<string> Permissions)
{
    public bool WantsIdToken => Wants("openid");
    public bool WantsRefreshToken => Wants("offline_access");

    /// <summary>The <c>scope</c> of token responses: the permissions of the resource as requested.</summary>
    public string Granted => string.Join(' ', Permissions.Count == 0 ? OpenId : Permissions.Select(permission => Prefix + permission));

    /// <summary>In a form that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(' ', OpenId.Concat(Permissions.Select(permission => Prefix + permission)));

    public static ScopeRequest Parse(string text, ClientApplication client, string tenant)
    {
        var scopes = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count == 0)
            throw EntraErrors.MissingParameter("scope").AsException();

        var requested = scopes.Where(scope => !EntraResources.IsOpenId(scope)).Select(scope => Split(scope, client, tenant)).ToList();
        if (requested.Select(scope => scope.Resource).Distinct(StringComparer.Ordinal).Count() > 1)
            throw EntraErrors.SeveralResources(text).AsException();

        var permissions = requested.Select(scope => scope.Permission).Distinct(StringComparer.Ordinal).ToList();
        ValidateCombination(text, permissions);
        var (prefix, resource) = requested.Count == 0 ? ("", EntraResources.Graph) : (requested[0].Prefix, requested[0].Resource);
        return new ScopeRequest([.. scopes.Where(EntraResources.IsOpenId)], prefix, resource, permissions);
    }

    public bool Wants(string scope) => OpenId.Contains(scope, StringComparer.Ordinal);

    /// <summary>The scopes on the consent page.</summary>
    public IReadOnlyList<string> ForConsent(ClientApplication client) => [.. Expanded(client).Concat(OpenId)];

    /// <summary>The scopes that the resource's API checks.</summary>
    public IReadOnlyList<string> ForApi(ClientApplication client) =>
        [.. Expanded(client).Select(scope => scope == EntraResources.Impersonation ? Scopes.FullAccess : scope)];

    /// <summary>The scopes of a token request within the granted ones; without any, all of them.</summary>
    public ScopeRequest Narrow(string? text, ClientApplication client)
    {
        var requested = text is null ? this : Parse(text, client, "");
        return requested.Permissions.Count == 0
            || (requested.Resource == Resource && requested.Expanded(client).All(scope => Expanded(client).Contains(scope, StringComparer.Ordinal)))
            ? requested
            : throw EntraErrors.MissingConsent(client).AsGrant().AsException();
    }

    private IReadOnlyList<string> Expanded(ClientApplication client) =>
        Permissions is [EntraResources.Default] ? client.Permissions : Permissions;

    private static (string Prefix, string Resource, string Permission) Split(string scope, ClientApplication client, string tenant)
    {
        var slash = scope.LastIndexOf('/');
        var (prefix, permission) = slash < 0 ? ("", scope) : (scope[..(slash + 1)], scope[(slash + 1)..]);
        var resource = slash < 0
            ? EntraResources.Graph
            : EntraResources.Identify(prefix) ?? throw EntraErrors.UnknownResource(prefix.TrimEnd('/'), tenant).AsException();
        return EntraResources.Has(resource, permission)
            ? (prefix, resource, permission)
            : throw EntraErrors.UnknownScope(client, permission, resource).AsException();
    }

    private static void ValidateCombination(string text, List<string> permissions)
    {
        if (permissions.Count < 2)
            return;

        if (permissions.Contains(EntraResources.Default))
            throw EntraErrors.InvalidScope(text, ".default scope can't be combined with resource-specific scopes.").AsException();
        if (permissions.Contains(EntraResources.Impersonation))
            throw EntraErrors.InvalidScope(text, "user_impersonation can't be combined with granular scopes.").AsException();
    }
}

/// <summary>The resources of tokens and the descriptions of their permissions.</summary>
internal static class EntraResources
{
    public const string AzureDevOps = "499b84ac-1321-427f-aa17-267ca6975798";
    public const string Graph = "00000003-0000-0000-c000-000000000000";
    public const string Impersonation = "user_impersonation";
    public const string Default = ".default";

    /// <summary>The permissions of Azure DevOps (Microsoft's list of scopes).</summary>
    private static readonly Dictionary<string, string> Permissions = new(StringComparer.Ordinal)
    {
        [Impersonation] = "Have full access to Azure DevOps as you",
        ["vso.profile"] = "Read your profile and your organizations",
        ["vso.project"] = "Read projects and teams",
        ["vso.project_write"] = "Read and change projects and teams",
        ["vso.code"] = "Read source code and pull requests",
        ["vso.code_write"] = "Read and write source code and pull requests",
        ["vso.code_manage"] = "Read, write and manage source code",
        ["vso.code_status"] = "Read and write commit and pull request status",
        ["vso.build"] = "Read builds",
        ["vso.build_execute"] = "Read builds and queue them",
        ["vso.work"] = "Read work items",
        ["vso.work_write"] = "Read and write work items",
        ["vso.hooks"] = "Read service hooks",
        ["vso.hooks_write"] = "Read and write service hooks",
        ["vso.hooks_interact"] = "Interact with service hooks",
        ["vso.graph"] = "Read users and groups",
        ["vso.identity"] = "Read identities and groups",
        ["vso.packaging"] = "Read package feeds",
        ["vso.pats"] = "Manage your personal access tokens",
    };

    private static readonly Dictionary<string, string> OpenId = new(StringComparer.Ordinal)
    {
        ["openid"] = "Sign you in",
        ["profile"] = "View your basic profile",
        ["email"] = "View your email address",
        ["offline_access"] = "Maintain access to data you have given it access to",
    };

    public static bool IsOpenId(string scope) => OpenId.ContainsKey(scope);

    /// <summary>The application ID of a resource given as ID or URL; null for an unknown one.</summary>
    public static string? Identify(string resource) => resource.TrimEnd('/').ToUpperInvariant() switch
    {
        "499B84AC-1321-427F-AA17-267CA6975798" or "API://499B84AC-1321-427F-AA17-267CA6975798" or "HTTPS://APP.VSSPS.VISUALSTUDIO.COM" => AzureDevOps,
        "00000003-0000-0000-C000-000000000000" or "HTTPS://GRAPH.MICROSOFT.COM" => Graph,
        _ => null,
    };

    public static bool Has(string resource, string permission) =>
        permission == Default || (resource == Graph ? permission == "User.Read" || IsOpenId(permission) : Permissions.ContainsKey(permission));

    public static string DescriptionOf(string scope) =>
        OpenId.GetValueOrDefault(scope) ?? Permissions.GetValueOrDefault(scope) ?? (scope == "User.Read" ? "Sign you in and read your profile" : scope);
}
