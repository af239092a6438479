using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Components;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>The build requests of a profile, newest first, with their causes and states.</summary>
public sealed partial class BuildRows
{
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildRequest> Builds { get; set; }

    /// <summary>A request was sent again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private static Tone ToneOf(BuildState state) => state switch
    {
        BuildState.Queued => Tone.Neutral,
        BuildState.Sent => Tone.Warning,
        BuildState.Accepted => Tone.Good,
        BuildState.Failed => Tone.Bad,
    };

    private string CauseOf(BuildRequest build) => build.Cause switch
    {
        BuildCause.PullRequest => Text[$"Cause.PullRequest{(build.IsFork ? ".Fork" : "")}{(build.IsDraft ? ".Draft" : "")}", build.PullRequest ?? 0],
        _ => Text[$"Cause.{build.Cause}"],
    };

    private string ResponseOf(BuildRequest build) => build switch
    {
        { LastResponse: null } => "",
        { State: BuildState.Accepted, Attempts: <= 1 } => build.LastResponse,
        _ => Text["Response", build.Attempts, build.LastResponse],
    };

    private Task SendAgainAsync(BuildRequest build) => WhileBusyAsync(async () =>
    {
        await Requests.SendAgainAsync(await Browser.GetActorAsync(CancellationToken), build.Id, CancellationToken);
        await Changed.InvokeAsync();
    });
}
