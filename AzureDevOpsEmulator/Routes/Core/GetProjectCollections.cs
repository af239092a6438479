using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Core;

/// <summary><c>GET _apis/projectCollections</c>: the collections of a server, or one of them.</summary>
internal static class GetProjectCollections
{
    public static ApiAnswer Answer(ApiCall call)
    {
        if (call.Value("collectionId") is { } id)
        {
            var collection = call.Content.FindCollection(id) ?? throw new FaultException(Faults.BadArgument("collectionId", id));
            return new ApiAnswer(Details(call, collection));
        }

        var (skip, top) = (call.Number("$skip") ?? 0, call.Number("$top") ?? 100);
        var page = call.Content.Collections.Skip(skip).Take(top).Select(collection => Reference(call, collection));
        return new ApiAnswer(Listing.CountFirst(page.ToList()));
    }

    private static object Reference(ApiCall call, TeamProjectCollection collection) =>
        new { id = collection.Id, name = collection.Name, url = call.Links.CollectionApi(collection) };

    private static object Details(ApiCall call, TeamProjectCollection collection) => new
    {
        id = collection.Id,
        name = collection.Name,
        url = call.Links.CollectionApi(collection),
        state = "Started",
        _links = new Dictionary<string, LinkBody>(StringComparer.Ordinal)
        {
            ["self"] = new(call.Links.CollectionApi(collection)),
            ["web"] = new(call.Links.Collection(collection)),
        },
    };
}
