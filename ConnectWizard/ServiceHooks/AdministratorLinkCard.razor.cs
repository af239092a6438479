using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.ServiceHooks;

public sealed partial class AdministratorLinkCard
{
    private AdministratorLink? _link;
    private AdministratorLinkState? _state;
    private WebhookSummary? _read;
    private bool _isRead;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>Whenever it changes the link is read again, for it may have been used.</summary>
    [Parameter]
    [EditorRequired]
    public required WebhookSummary Summary { get; set; }

    protected override bool IsDisabled => base.IsDisabled || !_isRead;

    private string StateName => _state switch
    {
        { UsedAt: not null } => "used",
        { IsOpen: true } => "open",
        { } => "expired",
        null => "none",
    };

    protected override async Task OnParametersSetAsync()
    {
        if (_read != Summary)
        {
            _read = Summary;
            await ReadAsync();
        }
    }

    private string AddressOf(AdministratorLink link) => new Uri(Address.Current, link.Path.Reveal()).AbsoluteUri;

    private async Task ReadAsync()
    {
        _state = await Links.FindAsync(await Browser.GetActorAsync(CancellationToken), Profile, CancellationToken);
        _isRead = true;
        if (_state is not { IsOpen: true })
            _link = null;
    }

    private Task MakeAsync() => DoAsync(async actor => _link = await Links.CreateAsync(actor, Profile, CancellationToken));

    private Task RevokeAsync() => DoAsync(actor => Links.RevokeAsync(actor, Profile, CancellationToken));

    private Task DoAsync(Func<Actor, Task> change) => WhileBusyAsync(async () =>
    {
        await change(await Browser.GetActorAsync(CancellationToken));
        await ReadAsync();
    });
}
