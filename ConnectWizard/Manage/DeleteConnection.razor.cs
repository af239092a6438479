using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Webhooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Manage;

/// <summary>Deleting a connection: what it touches is shown before, the name is typed to confirm, and the receipt goes to the page.</summary>
public sealed partial class DeleteConnection : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private bool _isAsking;
    private bool _isDeleting;
    private string _typed = "";

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The profiles that go with it.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<BuildProfile> Profiles { get; set; } = [];

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    [Inject]
    public required IHookRemoval Removal { get; init; }

    [Inject]
    public required IStringLocalizer<DeleteConnection> Text { get; init; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private async Task DeleteAsync()
    {
        if (_isDeleting)
        {
            return;
        }

        _isDeleting = true;
        try
        {
            var receipt = await Removal.DeleteConnectionAsync(Connection.Workspace, Connection.Id, _leaving.Token);
            await Deleted.InvokeAsync(receipt ?? new RemovalReceipt(Connection.Name, [], CredentialRemoved: false, []));
        }
        finally
        {
            _isDeleting = false;
        }
    }
}
