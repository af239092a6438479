using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Bodies;

/// <summary>A project as lists and repositories show it.</summary>
internal sealed record ProjectBody(
    Guid Id, string Name, string? Description, string Url, string State, int Revision, string Visibility, DateTimeOffset LastUpdateTime)
{
    public static ProjectBody Of(IWireContext call, TeamProject project) =>
        new(project.Id, project.Name, project.Description, call.Links.ProjectApi(call.Collection, project), project.State, project.Revision,
            "private", project.LastUpdated);
}
