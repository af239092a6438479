using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>Deleting a profile.</summary>
public sealed partial class DeleteProfile
{
    private bool _isConfirming;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    [Inject]
    public required IHookRemoval Removal { get; init; }

    [Inject]
    public required IStringLocalizer<DeleteProfile> Text { get; init; }

    private async Task<RemovalReceipt> DeleteAsync(CancellationToken cancellationToken) =>
        await Removal.DeleteProfileAsync(Profile.Workspace, Profile.Id, cancellationToken)
            ?? new RemovalReceipt(Profile.Name, [], CredentialRemoved: false, []);
}
