using AzureDevOpsEmulator.Versions;

namespace AzureDevOpsEmulator.Routes;

/// <summary>
/// <c>OPTIONS _apis</c>: the table from which Microsoft's own clients learn where a resource is and which versions a server speaks.
/// </summary>
internal static class ResourceLocations
{
    /// <param name="product">The release that answers.</param>
    /// <param name="levels">What is asked: a server or collection, or one of the cloud's other services.</param>
    /// <param name="area">One area's part of the table; null for all of it.</param>
    public static object For(ServerProduct product, HostLevels levels, string? area)
    {
        var locations = ApiRoutes.All
            .Where(route => (route.Levels & levels) != HostLevels.None)
            .Select(route => route.Resource)
            .Where(resource => area is null || resource.Area.Equals(area, StringComparison.OrdinalIgnoreCase))
            .Where(resource => resource.Since <= product.Highest)
            .Distinct()
            .Select(resource => Describe(resource, product))
            .ToList();
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
