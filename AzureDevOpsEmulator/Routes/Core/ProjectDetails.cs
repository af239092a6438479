using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Core;

/// <summary>One project, with its capabilities if they are asked for.</summary>
internal static class ProjectDetails
{
    private static readonly Guid AgileProcess = new("adcc42ab-9882-485e-a3ed-7678f01f66bc");

    public static object Of(ApiCall call, string nameOrId)
    {
        // The template takes the rest of the path, so what lies below a project (teams, properties) arrives here, too.
        if (nameOrId.Contains('/', StringComparison.Ordinal))
            throw new FaultException(Faults.NotImplemented("GET", "_apis/projects/" + nameOrId));

        var project = call.FindProject(nameOrId);
        return new
        {
            id = project.Id,
            name = project.Name,
            description = project.Description,
            url = call.Links.ProjectApi(call.Collection, project),
            state = project.State,
            capabilities = call.Flag("includeCapabilities") ? CapabilitiesOf(project) : null,
            revision = project.Revision,
            _links = LinksOf(call, project),
            visibility = "private",
            defaultTeam = TeamOf(call, project),
            lastUpdateTime = project.LastUpdated,
        };
    }

    /// <summary>The booleans are strings on the wire.</summary>
    private static object CapabilitiesOf(TeamProject project) => new
    {
        processTemplate = new { templateName = "Agile", templateTypeId = AgileProcess.ToString() },
        versioncontrol = new
        {
            sourceControlType = project.UsesTfvc ? "Tfvc" : "Git",
            gitEnabled = project.UsesTfvc ? "False" : "True",
            tfvcEnabled = project.UsesTfvc ? "True" : "False",
        },
    };

    private static Dictionary<string, LinkBody> LinksOf(ApiCall call, TeamProject project) => new(StringComparer.Ordinal)
    {
        ["self"] = new(call.Links.ProjectApi(call.Collection, project)),
        ["collection"] = new(call.Links.CollectionApi(call.Collection)),
        ["web"] = new(call.Links.ProjectWeb(call.Collection, project)),
    };

    private static object TeamOf(ApiCall call, TeamProject project) => new
    {
        id = project.DefaultTeamId,
        name = project.Name + " Team",
        url = $"{call.Links.ProjectApi(call.Collection, project)}/teams/{project.DefaultTeamId}",
    };
}
