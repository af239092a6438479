using AzureDevOpsEmulator.Authentication;
using AzureDevOpsEmulator.Routes.Accounts;
using AzureDevOpsEmulator.Routes.Core;
using AzureDevOpsEmulator.Routes.Hooks;
using AzureDevOpsEmulator.Routes.Location;
using AzureDevOpsEmulator.Routes.Repositories;
using AzureDevOpsEmulator.Routes.Security;
using AzureDevOpsEmulator.Versions;

namespace AzureDevOpsEmulator.Routes;

/// <summary>The table of everything that is implemented; the service's own table of locations is made from it.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        Get(ApiResources.ConnectionData, HostLevels.All, Scopes.None, GetConnectionData.Answer),
        Get(ApiResources.ResourceAreas, HostLevels.All, Scopes.None, GetResourceAreas.Answer),
        Get(ApiResources.ServiceDefinitions, HostLevels.All, Scopes.None, GetServiceDefinitions.Answer),
        Get(ApiResources.ProjectCollections, HostLevels.Both, Scopes.Projects, GetProjectCollections.Answer),
        Get(ApiResources.Projects, HostLevels.Collection, Scopes.Projects, GetProjects.Answer),
        Get(ApiResources.Repositories, HostLevels.Collection, Scopes.Repositories, GetRepositories.Answer),
        Get(ApiResources.Refs, HostLevels.Collection, Scopes.Repositories, GetRefs.Answer),
        Get(ApiResources.Branches, HostLevels.Collection, Scopes.Repositories, GetBranches.Answer),
        Get(ApiResources.Branch, HostLevels.Collection, Scopes.Repositories, GetBranches.Answer),
        Get(ApiResources.Commits, HostLevels.Collection, Scopes.Repositories, GetCommits.Answer),
        Get(ApiResources.Subscriptions, HostLevels.Collection, Scopes.Hooks, GetSubscriptions.Answer),
        Get(ApiResources.Permissions, HostLevels.Collection, Scopes.None, HasPermissions.Answer),
        Get(ApiResources.SecurityNamespaces, HostLevels.Collection, Scopes.None, GetSecurityNamespaces.Answer),
        Get(ApiResources.Profiles, HostLevels.Accounts, Scopes.Profile, GetProfile.Answer),
        Get(ApiResources.Profiles, HostLevels.OrganizationAccounts, Scopes.None, GetProfile.Answer),
        Get(ApiResources.Accounts, HostLevels.Accounts, Scopes.Profile, GetAccounts.Answer),
    ];

    /// <summary>Finds the route of a path behind <c>_apis/</c>.</summary>
    public static (ApiRoute Route, IReadOnlyDictionary<string, string> Values)? Find(
        string method, HostLevels level, IReadOnlyList<string> path)
    {
        var candidates =
            from route in All
            where route.Method == method && route.Levels.HasFlag(level)
            let values = route.Match(path)
            where values is not null
            orderby route.Exactness descending
            select ((ApiRoute, IReadOnlyDictionary<string, string>)?)(route, values);
        return candidates.FirstOrDefault();
    }

    private static ApiRoute Get(ApiResource resource, HostLevels levels, IReadOnlyList<string> scopes, Operation answer) =>
        new(HttpMethods.Get, resource, levels, scopes, answer);
}
