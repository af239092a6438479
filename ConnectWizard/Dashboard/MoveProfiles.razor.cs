using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Moves build profiles to another connection, after a dry run that shows what would work there.</summary>
public sealed partial class MoveProfiles
{
    private IReadOnlyList<Connection> _targets = [];
    private IReadOnlyList<DryRunRow> _rows = [];
    private IReadOnlyList<string> _withoutMail = [];
    private Connection? _to;
    private Problem? _problem;

    /// <summary>The connection that they have.</summary>
    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<BuildProfile> Profiles { get; set; }

    [Parameter]
    public EventCallback<CompletedAction> Moved { get; set; }

    [Parameter]
    public EventCallback Canceled { get; set; }

    private int Movable => _rows.Count(row => row.Repository is not null);

    private bool IsComplete => _rows.All(row => row.State == DryRunState.Works);

    protected override Task OnInitializedAsync() => ListAsync();

    private async Task ListAsync() => _targets = await Moving.ListTargetsAsync(await Browser.GetActorAsync(CancellationToken), Connection, CancellationToken);

    private Task TryAsync(Connection target) => WhileBusyAsync(async () =>
    {
        (_rows, _problem) = ([], null);
        _withoutMail = await ListWithoutMailAsync(target);
        var tried = await Moving.TryAsync(target, Profiles, CancellationToken);
        (_to, _rows, _problem) = (target, tried.Value ?? [], tried.Problem);
    });

    private Task MoveAsync() => WhileBusyAsync(async () =>
    {
        if (_to is not { } to)
            return;
        var moved = await Moving.MoveAsync(await Browser.GetActorAsync(CancellationToken), Connection, to, _rows, CancellationToken);
        if (!moved.Succeeded)
        {
            (_to, _problem) = (null, moved.Problem);
            await ListAsync();
            return;
        }

        // What was pushed between two webhooks is found by polling.
        Webhooks.RequestSync();
        Polling.Resume(to.Id);
        await Moved.InvokeAsync(new CompletedAction("moved", Text.Counted("Moved", moved.Value, to.Name), $"/connections/{to.Id}#notifications", Text["Moved.Link", to.Name]));
    });

    /// <summary>Who gets mail about the connection, and not about the other one: addresses stay where they were confirmed.</summary>
    private async Task<IReadOnlyList<string>> ListWithoutMailAsync(Connection target)
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        var there = await ListConfirmedAsync(actor, target);
        return [.. (await ListConfirmedAsync(actor, Connection)).Except(there, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<IEnumerable<string>> ListConfirmedAsync(Actor actor, Connection connection) =>
        (await Recipients.ListAsync(actor, connection.Id, CancellationToken)).Where(recipient => recipient.ConfirmedAt is not null).Select(recipient => recipient.Address);
}
