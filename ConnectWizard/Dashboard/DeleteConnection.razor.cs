using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Deleting a connection.</summary>
public sealed partial class DeleteConnection
{
    private ConnectionDependents? _dependents;

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The profiles that go with it.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<BuildProfile> Profiles { get; set; } = [];

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    [Parameter]
    public EventCallback Canceled { get; set; }

    private IEnumerable<(string Name, int Count)> Dependents => _dependents is not { } all ? [] : new[]
    {
        ("Webhooks", all.Webhooks),
        ("QueuedBuilds", all.QueuedBuilds),
        ("CloneTokens", all.CloneTokens),
        ("AdministratorLinks", all.AdministratorLinks),
        ("FormerCredentials", all.FormerCredentials),
    }.Where(dependent => dependent.Item2 > 0);

    protected override async Task OnInitializedAsync() =>
        _dependents = await Connections.CountDependentsAsync(await Browser.GetActorAsync(CancellationToken), Connection.Id, CancellationToken);

    private async Task<RemovalReceipt> DeleteAsync(CancellationToken cancellationToken) =>
        await Removal.DeleteConnectionAsync(await Browser.GetActorAsync(cancellationToken), Connection.Id, cancellationToken)
            ?? new RemovalReceipt(Connection.Name, [], CredentialRemoved: false, []);
}
