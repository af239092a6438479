using ConnectWizard.Builds;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>The last builds of a profile as marks, newest at the right. Height tells the states apart as well as colour; the title says them.</summary>
public sealed partial class BuildMarks
{
    /// <summary>How many marks fit.</summary>
    public const int Max = 10;

    private const int Step = 10;

    /// <summary>Newest first.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<RecentBuild> Builds { get; set; }

    private int Width => Builds.Count * Step;

    private string Words => Text["Title", Builds.Count, string.Join(", ", Counts)];

    private IEnumerable<string> Counts => Builds.CountBy(build => build.State).Select(count => Text[$"State.{count.Key}", count.Value].Value);

    private string PathOf(params BuildState[] states) => string.Concat(Builds.Index()
        .Where(mark => states.Contains(mark.Item.State))
        .Select(mark => $"M{PositionOf(mark.Index)} 16.5v{HeightOf(mark.Item.State)}"));

    private int PositionOf(int index) => Width - (Step / 2) - (index * Step);

    private static string HeightOf(BuildState state) => state switch
    {
        BuildState.Accepted => "-13",
        BuildState.Failed => "-6",
        BuildState.Queued or BuildState.Sent => "0",
    };
}
