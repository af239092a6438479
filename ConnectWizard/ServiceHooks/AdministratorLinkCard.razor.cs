using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks.Administrator;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.ServiceHooks;

/// <summary>The link for an administrator: made on request, since it is shown once and revokes the one before.</summary>
public sealed partial class AdministratorLinkCard : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private AdministratorLink? _link;
    private AdministratorLinkState? _state;
    private WebhookSummary? _read;
    private bool _isRead;
    private bool _isBusy;

    [Parameter]
    [EditorRequired]
    public required BuildProfile Profile { get; set; }

    /// <summary>Whenever it changes the link is read again, for it may have been used.</summary>
    [Parameter]
    [EditorRequired]
    public required WebhookSummary Summary { get; set; }

    [Inject]
    public required IAdministratorLinks Links { get; init; }

    [Inject]
    public required IPublicEndpoint Address { get; init; }

    [Inject]
    public required IStringLocalizer<AdministratorLinkCard> Text { get; init; }

    private bool IsDisabled => _isBusy || !_isRead || !RendererInfo.IsInteractive;

    private string StateName => _state switch
    {
        { UsedAt: not null } => "used",
        { IsOpen: true } => "open",
        { } => "expired",
        null => "none",
    };

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

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
        _state = await Links.FindAsync(Profile, _cancellation.Token);
        _isRead = true;
        if (_state is not { IsOpen: true })
            _link = null;
    }

    private Task MakeAsync() => DoAsync(async () => _link = await Links.CreateAsync(Profile, _cancellation.Token));

    private Task RevokeAsync() => DoAsync(() => Links.RevokeAsync(Profile, _cancellation.Token));

    private async Task DoAsync(Func<Task> change)
    {
        _isBusy = true;
        try
        {
            await change();
            await ReadAsync();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
