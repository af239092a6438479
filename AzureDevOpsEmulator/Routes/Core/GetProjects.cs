using System.Globalization;
using AzureDevOpsEmulator.Errors;
using AzureDevOpsEmulator.Routes.Bodies;
using AzureDevOpsEmulator.World;

namespace AzureDevOpsEmulator.Routes.Core;

/// <summary><c>GET _apis/projects</c>: the projects of a collection in pages, or one of them.</summary>
internal static class GetProjects
{
    /// <summary>When a client names no size; the reference says so, and single reports say otherwise.</summary>
    private const int DefaultPage = 100;

    public static ApiAnswer Answer(ApiCall call) =>
        call.Value("projectId") is { } project ? new ApiAnswer(ProjectDetails.Of(call, project)) : Page(call);

    private static ApiAnswer Page(ApiCall call)
    {
        var projects = call.Content.ProjectsOf(call.Collection, call.Caller).Where(StateFilter(call)).ToList();
        var start = ContinuationOf(call) ?? call.Number("$skip") ?? 0;
        var size = call.Number("$top") ?? DefaultPage;
        var page = projects.Skip(start).Take(size).Select(project => ProjectBody.Of(call, project)).ToList();
        var fetched = start + page.Count;
        return new ApiAnswer(Listing.CountFirst(page))
        {
            // The token counts the projects fetched so far; the last page has none.
            ContinuationToken = page.Count > 0 && fetched < projects.Count ? fetched.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    private static int? ContinuationOf(ApiCall call) => call.Number("continuationToken");

    private static Func<TeamProject, bool> StateFilter(ApiCall call)
    {
        var filter = call.Query["stateFilter"].ToString();
        return filter.ToUpperInvariant() switch
        {
            "" or "WELLFORMED" => project => project.IsWellFormed,
            "ALL" => project => project.State != "deleted",
            "DELETING" or "NEW" or "CREATEPENDING" or "UNCHANGED" or "DELETED" =>
                project => project.State.Equals(filter, StringComparison.OrdinalIgnoreCase),
            _ => throw new FaultException(Faults.BadArgument("stateFilter", filter)),
        };
    }
}
