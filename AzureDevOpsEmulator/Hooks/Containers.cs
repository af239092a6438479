using AzureDevOpsEmulator.Routes;

namespace AzureDevOpsEmulator.Hooks;

/// <summary>Which collection, server and project an event is of.</summary>
internal static class Containers
{
    public static object Of(IWireContext call, Guid projectId)
    {
        var collection = call.Links.Collection(call.Collection) + "/";
        return new
        {
            collection = new { id = call.Collection.Id, baseUrl = collection },
            account = new { id = call.ServerId, baseUrl = call.Links.Root + "/" },
            project = new { id = projectId, baseUrl = collection },
        };
    }
}
