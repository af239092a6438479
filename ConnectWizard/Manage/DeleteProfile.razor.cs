using ConnectWizard.Profiles;
using ConnectWizard.Webhooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Manage;

/// <summary>Deleting a profile: what it touches is shown before, and the receipt goes to the page.</summary>
public sealed partial class DeleteProfile : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private bool _isAsking;
    private bool _isDeleting;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    [Parameter]
    public EventCallback<RemovalReceipt> Deleted { get; set; }

    [Inject]
    public required IHookRemoval Removal { get; init; }

    [Inject]
    public required IStringLocalizer<DeleteProfile> Text { get; init; }

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
            var receipt = await Removal.DeleteProfileAsync(Profile.Workspace, Profile.Id, _leaving.Token);
            await Deleted.InvokeAsync(receipt ?? new RemovalReceipt(Profile.Name, [], CredentialRemoved: false, []));
        }
        finally
        {
            _isDeleting = false;
        }
    }
}
