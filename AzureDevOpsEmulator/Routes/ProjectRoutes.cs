namespace AzureDevOpsEmulator.Routes;

/// <summary><c>GET _apis/projectCollections</c>: the collections of a server or one of them.</summary>
internal static class GetProjectCollections
{
    public static ApiResponse Handle(ApiCall call)
    {
        if (call.Value("collectionId") is { } id)
        {
            var collection = call.Content.FindCollection(id) ?? throw new ApiException(ApiErrors.InvalidArgument("collectionId", id));
            return new ApiResponse(Details(call, collection));
        }

        var (skip, top) = (call.Number("$skip") ?? 0, call.Number("$top") ?? 100);
        var page = call.Content.Collections.Skip(skip).Take(top).Select(collection => Reference(call, collection));
        return new ApiResponse(Listing.CountFirst(page.ToList()));
    }

    private static object Reference(ApiCall call, TeamProjectCollection collection) =>
        new { id = collection.Id, name = collection.Name, url = call.Links.CollectionApi(collection) };

    private static object Details(ApiCall call, TeamProjectCollection collection) => new
    {
        id = collection.Id,
        name = collection.Name,
        url = call.Links.CollectionApi(collection),
        state = "Started",
        _links = new
        {
            self = new LinkBody(call.Links.CollectionApi(collection)),
            web = new LinkBody(call.Links.Collection(collection)),
        },
    };
}

/// <summary><c>GET _apis/projects</c>: the projects of a collection in pages or one of them.</summary>
internal static class GetProjects
{
    /// <summary>According to the reference; single reports differ.</summary>
    private const int DefaultPageSize = 100;

    public static ApiResponse Handle(ApiCall call) =>
        call.Value("projectId") is { } project ? new ApiResponse(ProjectDetails.Of(call, project)) : Page(call);

    private static ApiResponse Page(ApiCall call)
    {
        var projects = call.Content.ProjectsOf(call.Collection, call.Caller).Where(StateFilter(call)).ToList();
        var start = call.Number("continuationToken") ?? call.Number("$skip") ?? 0;
        var size = call.Number("$top") ?? DefaultPageSize;
        var page = projects.Skip(start).Take(size).Select(project => ProjectBody.Of(call, project)).ToList();
        var fetched = start + page.Count;
        return new ApiResponse(Listing.CountFirst(page))
        {
            // The token counts the projects fetched so far; the last page has none.
            ContinuationToken = page.Count > 0 && fetched < projects.Count ? fetched.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    private static Func<TeamProject, bool> StateFilter(ApiCall call)
    {
        var wanted = call.Enumeration<ProjectState>("stateFilter");
        return project => Enum.Parse<ProjectState>(call.Contents.StateOf(project), ignoreCase: true) is var state
            && (wanted.Count == 0 ? state == ProjectState.WellFormed : wanted.Contains(state) || (wanted.Contains(ProjectState.All) && state != ProjectState.Deleted));
    }
}

internal static class ProjectDetails
{
    private static readonly Guid AgileProcess = new("adcc42ab-9882-485e-a3ed-7678f01f66bc");

    public static object Of(ApiCall call, string nameOrId)
    {
        // The template takes the rest of the path, so resources below a project (teams, properties) arrive here too.
        if (nameOrId.Contains('/', StringComparison.Ordinal))
            throw new ApiException(ApiErrors.NotImplemented("GET", "_apis/projects/" + nameOrId));

        var project = call.FindProject(nameOrId);
        return new
        {
            id = project.Id,
            name = project.Name,
            description = project.Description,
            url = call.Links.ProjectApi(call.Collection, project),
            state = call.Contents.StateOf(project),
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

    private static object LinksOf(ApiCall call, TeamProject project) => new
    {
        self = new LinkBody(call.Links.ProjectApi(call.Collection, project)),
        collection = new LinkBody(call.Links.CollectionApi(call.Collection)),
        web = new LinkBody(call.Links.ProjectWeb(call.Collection, project)),
    };

    private static object TeamOf(ApiCall call, TeamProject project) => new
    {
        id = project.DefaultTeamId,
        name = project.Name + " Team",
        url = $"{call.Links.ProjectApi(call.Collection, project)}/teams/{project.DefaultTeamId}",
    };
}
