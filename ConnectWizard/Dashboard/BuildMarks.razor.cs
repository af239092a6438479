using ConnectWizard.Builds;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Draws builds without a component, for lists that can be long.</summary>
public sealed partial class BuildMarks
{
    private const int Step = 10;

    private static int WidthOf(IReadOnlyList<RecentBuild> builds) => builds.Count * Step;

    private static IEnumerable<string> CountsOf(IReadOnlyList<RecentBuild> builds, IStringLocalizer text) =>
        builds.CountBy(build => build.State).Select(count => text[$"Marks.{count.Key}", count.Value].Value);

    private static string PathOf(IReadOnlyList<RecentBuild> builds, params BuildState[] states) => string.Concat(builds.Index()
        .Where(mark => states.Contains(mark.Item.State))
        .Select(mark => $"M{WidthOf(builds) - (Step / 2) - (mark.Index * Step)} 16.5v{HeightOf(mark.Item.State)}"));

    private static string HeightOf(BuildState state) => state switch
    {
        BuildState.Accepted => "-13",
        BuildState.Failed => "-6",
        BuildState.Queued or BuildState.Sent => "0",
    };
}
