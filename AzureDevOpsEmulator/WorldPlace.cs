using AzureDevOpsEmulator.Changes;
using AzureDevOpsEmulator.Hosting;
using AzureDevOpsEmulator.World.SpaceTech;

namespace AzureDevOpsEmulator;

/// <summary>A repository by names (or ids): server as in <see cref="Emulator.Servers"/> or <c>dev.azure.com</c>, collection, project, repository.</summary>
public sealed record WorldPlace(string Server, string Collection, string Project, string Repository)
{
    /// <exception cref="InvalidOperationException">Something of it does not exist.</exception>
    internal Place Find()
    {
        var content = SiteCatalogue.Worlds.FirstOrDefault(site => site.Name.Equals(Server, StringComparison.OrdinalIgnoreCase))?.Content;
        if (content?.FindCollection(Collection) is { } collection
            && content.FindProject(collection, Project, People.CollectionAdministrator) is { } project
            && content.FindRepository(collection, project, Repository, People.CollectionAdministrator) is { } repository)
            return new Place(collection, repository);

        throw new InvalidOperationException($"There is no repository {Server}/{Collection}/{Project}/{Repository}.");
    }
}
