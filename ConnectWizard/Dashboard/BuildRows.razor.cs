using ConnectWizard.Builds;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>The build requests of a profile, newest first: what is to be built and why, and how far it got.</summary>
public sealed partial class BuildRows : IDisposable
{
    /// <summary>How much of a commit's id is shown, as Azure DevOps shows it.</summary>
    public const int ShortCommit = 8;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly HashSet<BuildRequestId> _sending = [];

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildRequest> Builds { get; set; }

    /// <summary>One was sent again: the page looks again.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IBuilds Requests { get; init; }

    [Inject]
    public required IStringLocalizer<BuildRows> Text { get; init; }

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    private static string? ToneOf(BuildState state) => state switch
    {
        BuildState.Queued => null,
        BuildState.Sent => "warn",
        BuildState.Accepted => "good",
        BuildState.Failed => "bad",
    };

    private string CauseOf(BuildRequest build) => build.Cause switch
    {
        BuildCause.PullRequest => Text["Cause.PullRequest", build.PullRequest ?? 0],
        _ => Text[$"Cause.{build.Cause}"],
    };

    private string ResponseOf(BuildRequest build) => build switch
    {
        { LastResponse: null } => "",
        { State: BuildState.Accepted, Attempts: <= 1 } => build.LastResponse,
        _ => Text["Response", build.Attempts, build.LastResponse],
    };

    private async Task SendAgainAsync(BuildRequest build)
    {
        if (!_sending.Add(build.Id))
            return;

        try
        {
            await Requests.SendAgainAsync(await Browser.GetActorAsync(_cancellation.Token), build.Id, _cancellation.Token);
            await Changed.InvokeAsync();
        }
        finally
        {
            _sending.Remove(build.Id);
        }
    }
}
