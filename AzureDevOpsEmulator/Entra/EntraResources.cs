namespace AzureDevOpsEmulator.Entra;

/// <summary>What tokens can be for, and the permissions of it in words.</summary>
internal static class EntraResources
{
    public const string AzureDevOps = "499b84ac-1321-427f-aa17-267ca6975798";
    public const string Graph = "00000003-0000-0000-c000-000000000000";
    public const string Impersonation = "user_impersonation";
    public const string Default = ".default";

    /// <summary>The permissions of Azure DevOps, as Microsoft's list of scopes names them.</summary>
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

    /// <summary>The application id of a resource that was written as an id or as an address; null for an unknown one.</summary>
    public static string? Identify(string resource) => resource.TrimEnd('/').ToUpperInvariant() switch
    {
        "499B84AC-1321-427F-AA17-267CA6975798" or "API://499B84AC-1321-427F-AA17-267CA6975798" or "HTTPS://APP.VSSPS.VISUALSTUDIO.COM" => AzureDevOps,
        "00000003-0000-0000-C000-000000000000" or "HTTPS://GRAPH.MICROSOFT.COM" => Graph,
        _ => null,
    };

    public static bool Has(string resource, string permission) =>
        permission == Default || (resource == Graph ? permission == "User.Read" || IsOpenId(permission) : Permissions.ContainsKey(permission));

    public static string InWords(string scope) =>
        OpenId.GetValueOrDefault(scope) ?? Permissions.GetValueOrDefault(scope) ?? (scope == "User.Read" ? "Sign you in and read your profile" : scope);
}
