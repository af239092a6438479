using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>A build profile: what a build starts from, how its news gets here, what arrived, what was built; live while it is open.</summary>
public sealed partial class ProfilePage : IDisposable
{
    /// <summary>The most that is listed, of events and of builds each.</summary>
    public const int MaxListed = 50;

    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationToken _left;
    private BuildProfile? _profile;
    private Connection? _connection;
    private WebhookSummary _summary = new(WebhookHealth.None, null, null, null, CanRepair: false);
    private IReadOnlyList<ProfileEvent> _events = [];
    private IReadOnlyList<BuildRequest> _builds = [];
    private RemovalReceipt? _receipt;
    private CancellationTokenSource? _watching;
    private ProfileId? _watched;

    public ProfilePage() => _left = _cancellation.Token;

    [Parameter]
    public string? IdText { get; set; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IProfileStore ProfileStore { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IBuilds Builds { get; init; }

    [Inject]
    public required ProfileWatch Watch { get; init; }

    [Inject]
    public required IStringLocalizer<ProfilePage> Text { get; init; }

    public void Dispose()
    {
        _cancellation.Cancel();
        _watching?.Dispose();
        _cancellation.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _receipt = null;
        await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (_profile?.Id is { } id && id != _watched)
        {
            _watched = id;
            _watching?.Cancel();
            _watching?.Dispose();
            _watching = CancellationTokenSource.CreateLinkedTokenSource(_left);
            _ = WatchAsync(id, _watching.Token);
        }
    }

    private async Task WatchAsync(ProfileId id, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Watch.RunAsync(id, PollAsync, cancellationToken), ProfileWebhooks.PollAsync(_profile!, cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task PollAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    /// <summary>Everything at once, so that the page shows one moment.</summary>
    private async Task ReadAsync()
    {
        var profile = Guid.TryParseExact(IdText, "D", out var id) && _receipt is null
            ? await ProfileStore.FindAsync(Browser.Workspace, new ProfileId(id), _left)
            : null;
        if (profile is not null)
        {
            var actor = await Browser.GetActorAsync(_left);
            _summary = await ProfileWebhooks.FindAsync(profile, _left);
            _events = await Builds.ListEventsAsync(actor, profile.Id, MaxListed, _left);
            _builds = await Builds.ListAsync(actor, profile.Id, MaxListed, _left);
            _connection = await Connections.FindAsync(profile.Workspace, profile.Connection, _left);
        }

        _profile = profile;
    }
}
