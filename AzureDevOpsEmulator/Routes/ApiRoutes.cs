using System.Text.Json.Serialization;

namespace AzureDevOpsEmulator.Routes;

/// <summary>All implemented operations; the service's table of locations is derived from it.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        Get(ApiResources.ConnectionData, HostLevels.All, Scopes.None, GetConnectionData.Handle),
        Get(ApiResources.ResourceAreas, HostLevels.All, Scopes.None, GetResourceAreas.Handle),
        Get(ApiResources.ServiceDefinitions, HostLevels.All, Scopes.None, GetServiceDefinitions.Handle),
        Get(ApiResources.ProjectCollections, HostLevels.Both, Scopes.Projects, GetProjectCollections.Handle),
        Get(ApiResources.Projects, HostLevels.Collection, Scopes.Projects, GetProjects.Handle),
        Get(ApiResources.Repositories, HostLevels.Collection, Scopes.Repositories, GetRepositories.Handle),
        Get(ApiResources.Refs, HostLevels.Collection, Scopes.Repositories, GetRefs.Handle),
        Get(ApiResources.Branches, HostLevels.Collection, Scopes.Repositories, GetBranches.Handle),
        Get(ApiResources.Branch, HostLevels.Collection, Scopes.Repositories, GetBranches.Handle),
        Get(ApiResources.Commits, HostLevels.Collection, Scopes.Repositories, GetCommits.Handle),
        Change(HttpMethods.Post, ApiResources.Refs, Scopes.CodeWrite, UpdateRefs.Handle),
        Get(ApiResources.Pushes, HostLevels.Collection, Scopes.Repositories, GetPushes.Handle),
        Change(HttpMethods.Post, ApiResources.Pushes, Scopes.CodeWrite, CreatePush.Handle),
        Get(ApiResources.PullRequests, HostLevels.Collection, Scopes.Repositories, GetPullRequests.Handle),
        Get(ApiResources.ProjectPullRequests, HostLevels.Collection, Scopes.Repositories, GetPullRequests.Handle),
        Get(ApiResources.PullRequestById, HostLevels.Collection, Scopes.Repositories, GetPullRequests.Handle),
        Change(HttpMethods.Post, ApiResources.PullRequests, Scopes.CodeWrite, CreatePullRequest.Handle),
        Change(HttpMethods.Patch, ApiResources.PullRequests, Scopes.CodeWrite, UpdatePullRequest.Handle),
        Get(ApiResources.Reviewers, HostLevels.Collection, Scopes.Repositories, Reviewers.List),
        Change(HttpMethods.Put, ApiResources.Reviewers, Scopes.CodeWrite, Reviewers.Vote),
        Get(ApiResources.Subscriptions, HostLevels.Collection, Scopes.Hooks, GetSubscriptions.Handle),
        Change(HttpMethods.Post, ApiResources.Subscriptions, Scopes.Hooks, ChangeSubscriptions.Create),
        Change(HttpMethods.Put, ApiResources.Subscriptions, Scopes.Hooks, ChangeSubscriptions.Replace),
        Change(HttpMethods.Delete, ApiResources.Subscriptions, Scopes.Hooks, ChangeSubscriptions.Delete),
        Change(HttpMethods.Post, ApiResources.SubscriptionsQuery, Scopes.Hooks, QuerySubscriptions.Handle),
        Get(ApiResources.Notifications, HostLevels.Collection, Scopes.Hooks, GetNotifications.Handle),
        Change(HttpMethods.Post, ApiResources.NotificationsQuery, Scopes.Hooks, QueryNotifications.Handle),
        Change(HttpMethods.Post, ApiResources.TestNotifications, Scopes.Hooks, TestNotifications.Create),
        Get(ApiResources.TestNotifications, HostLevels.Collection, Scopes.Hooks, TestNotifications.Get),
        Get(ApiResources.HookPublishers, HostLevels.Collection, Scopes.Hooks, HookDescriptors.Publishers),
        Get(ApiResources.HookEventTypes, HostLevels.Collection, Scopes.Hooks, HookDescriptors.EventTypesOf),
        Get(ApiResources.HookConsumers, HostLevels.Collection, Scopes.Hooks, HookDescriptors.Consumers),
        Get(ApiResources.HookActions, HostLevels.Collection, Scopes.Hooks, HookDescriptors.Actions),
        Get(ApiResources.Permissions, HostLevels.Collection, Scopes.None, HasPermissions.Handle),
        Get(ApiResources.SecurityNamespaces, HostLevels.Collection, Scopes.None, GetSecurityNamespaces.Handle),
        Get(ApiResources.Profiles, HostLevels.Accounts, Scopes.Profile, GetProfile.Handle),
        Get(ApiResources.Profiles, HostLevels.OrganizationAccounts, Scopes.None, GetProfile.Handle),
        Get(ApiResources.Accounts, HostLevels.Accounts, Scopes.Profile, GetAccounts.Handle),
    ];

    public static (ApiRoute Route, IReadOnlyDictionary<string, string> Values)? Find(
        string method, HostLevels level, IReadOnlyList<string> path)
    {
        var candidates =
            from route in All
            where route.Method == method && route.Levels.HasFlag(level)
            let values = route.Match(path)
            where values is not null
            orderby route.Specificity descending
            select ((ApiRoute, IReadOnlyDictionary<string, string>)?)(route, values);
        return candidates.FirstOrDefault();
    }

    private static ApiRoute Get(ApiResource resource, HostLevels levels, IReadOnlyList<string> scopes, Operation response) =>
        new(HttpMethods.Get, resource, levels, scopes, response);

    private static ApiRoute Change(string method, ApiResource resource, IReadOnlyList<string> scopes, Operation response) =>
        new(method, resource, HostLevels.Collection, scopes, response);
}

/// <summary>
/// <c>OPTIONS _apis</c>: the locations and versions of resources, which Microsoft's clients read. An area that is missing here is refused, or a
/// client would only say that it found no location.
/// </summary>
internal static class ResourceLocations
{
    public static object For(ServerProduct product, HostLevels levels, string? area)
    {
        var locations = ApiRoutes.All
            .Where(route => (route.Levels & levels) != HostLevels.None)
            .Select(route => route.Resource)
            .Concat(levels.HasFlag(HostLevels.Collection) ? ApiResources.Unimplemented : [])
            .Where(resource => area is null || resource.Area.Equals(area, StringComparison.OrdinalIgnoreCase))
            .Where(resource => resource.Since <= product.Highest)
            .Distinct()
            .Select(resource => Describe(resource, product))
            .ToList();
        if (locations.Count == 0)
            throw new ApiException(ApiErrors.NotImplemented(HttpMethods.Options, "_apis/" + area));

        return new { count = locations.Count, value = locations };
    }

    private static object Describe(ApiResource resource, ServerProduct product) => new
    {
        id = resource.Id,
        area = resource.Area,
        resourceName = resource.Name,
        routeTemplate = resource.Template,
        resourceVersion = resource.ResourceVersion,
        minVersion = resource.Since.ToString(),
        maxVersion = product.Highest.ToString(),
        releasedVersion = resource.ReleasedIn(product).ToString(),
    };
}

internal sealed record ApiResponse(object? Body)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether to write the body while it is produced, without a content length: a list of any size.</summary>
    public bool IsStreamed { get; init; }

    public string? ContinuationToken { get; init; }
}

internal delegate ApiResponse Operation(ApiCall call);

/// <summary>Lists as the service wraps them. The order of the two keys depends on the operation.</summary>
internal static class Listing
{
    public static object CountFirst<T>(IReadOnlyCollection<T> items) => new { count = items.Count, value = items };

    public static object ValueFirst<T>(IReadOnlyCollection<T> items) => new { value = items, count = items.Count };
}

/// <summary>A list that is written while it is produced: its items, then their count.</summary>
internal sealed class StreamedListing(IEnumerable<object> items)
{
    private int _written;

    [JsonPropertyOrder(0)]
    public IEnumerable<object> Value
    {
        get
        {
            foreach (var item in items)
            {
                _written++;
                yield return item;
            }
        }
    }

    [JsonPropertyOrder(1)]
    public int Count => _written;
}
