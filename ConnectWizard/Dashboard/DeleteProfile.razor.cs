using ConnectWizard.Accounts;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Deleting a profile.</summary>
public sealed partial class DeleteProfile
{
    private bool _isConfirming;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>Before anything is deleted.</summary>
    [Parameter]
    public EventCallback Deleting { get; set; }

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    private async Task<RemovalReceipt> DeleteAsync(CancellationToken cancellationToken)
    {
        await Deleting.InvokeAsync();
        return await Removal.DeleteProfileAsync(await Browser.GetActorAsync(cancellationToken), Profile.Id, cancellationToken)
            ?? new RemovalReceipt(Profile.Name, [], CredentialRemoved: false, []);
    }
}
