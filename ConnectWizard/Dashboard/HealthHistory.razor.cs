using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>How a connection's health changed, the newest first, and whether its daily check is paused.</summary>
public sealed partial class HealthHistory
{
    private const int MaxShown = 5;

    private IReadOnlyList<HealthChange> _changes = [];
    private Connection? _shown;

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Connection)
            return;
        _shown = Connection;
        var actor = await Browser.GetActorAsync(CancellationToken);
        _changes = await Connections.ListHealthAsync(actor, Connection.Id, CancellationToken);
    }

    private string WordsOf(HealthChange change) => change.Kind switch
    {
        HealthChangeKind.Health => change.Problem is { } code ? ProblemText.For(StoredProblem.Read(Connection, code, change.Detail)).What : "",
        HealthChangeKind.Webhooks => Text[$"Webhooks.{change.Detail}"],
        HealthChangeKind.Paused => Text["Paused"],
        _ => Text[change.Kind.ToString(), change.Detail ?? ""],
    };
}
