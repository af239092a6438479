using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>A build profile with its triggers, events and builds. It updates itself while it is open.</summary>
public sealed partial class ProfilePage
{
    /// <summary>How many events, and how many builds, are listed.</summary>
    public const int MaxListed = 50;

    /// <summary>One listing for each connection that somebody looks at, however many pages are open.</summary>
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(30);

    /// <summary>The tabs' names in the address, in their order.</summary>
    private static readonly string[] Tabs = ["overview", "events", "builds", "triggers", "settings"];

    private BuildProfile? _profile;
    private Connection? _connection;
    private WebhookSummary _summary = new(WebhookHealth.None, null, null, null, CanRepair: false);
    private IReadOnlyList<ProfileEvent> _events = [];
    private IReadOnlyList<BuildRequest> _builds = [];
    private RemovalReceipt? _receipt;
    private CancellationTokenSource? _watching;
    private ProfileId? _watched;
    private bool _isMoving;
    private bool _isDeleting;
    private CompletedAction? _moved;

    [Parameter]
    public string? IdText { get; set; }

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    private int TabIndex => Math.Max(0, Array.IndexOf(Tabs, Tab));

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _watching?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        (_isDeleting, _receipt) = (false, null);
        await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (_profile is { } profile && profile.Id != _watched)
        {
            _watched = profile.Id;
            _watching?.Cancel();
            _watching?.Dispose();
            _watching = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
            _ = WatchAsync(profile, _watching.Token);
        }
    }

    /// <summary>Why the connection does not work; also where only the webhooks have met it.</summary>
    private ProblemCode? ConnectionProblem => _connection is { Health: ConnectionHealth.Failed, LastProblem: { } code } ? code
        : _summary?.Problem?.Code is { } met && ProblemCatalog.NeedsNewToken(met) ? met
        : null;

    private void OpenTab(int index)
    {
        // A page that goes away removes its tabs one by one, and each removal is told as a change.
        if (index != TabIndex && index >= 0 && index < Tabs.Length && !CancellationToken.IsCancellationRequested)
            Navigation.NavigateTo($"/profiles/{IdText}?tab={Tabs[index]}");
    }

    private string Lead(BuildProfile profile)
    {
        var triggers = (profile.TriggerPush, profile.TriggerPullRequest) switch
        {
            (true, true) => "Lead.Both",
            (true, false) => "Lead.Push",
            (false, true) => "Lead.PullRequest",
            (false, false) => "Lead.None",
        };
        return $"{profile.Repository.Project} / {profile.Repository.Name} · {Text[triggers, profile.Branch]}{(profile.TriggerDrafts ? Text["Lead.Drafts"] : "")}{(profile.TriggerForks ? Text["Lead.Forks"] : "")}";
    }

    private async Task WatchAsync(BuildProfile profile, CancellationToken cancellationToken)
    {
        try
        {
            var actor = await Browser.GetActorAsync(cancellationToken);
            await Task.WhenAll(Watch.RunAsync(profile.Id, RefreshAsync, cancellationToken), CheckWebhooksAsync(actor, profile, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await DispatchExceptionAsync(e);
        }
    }

    /// <summary>What is changed at Azure DevOps while somebody looks is seen; what is found is told by the profile's signal.</summary>
    private async Task CheckWebhooksAsync(Actor actor, BuildProfile profile, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Presence.IsConnected)
                await Webhooks.CheckAsync(actor, profile, cancellationToken);
            await Task.Delay(CheckInterval, Time, cancellationToken);
        }
    }

    private Task EndMoveAsync(CompletedAction done)
    {
        (_isMoving, _moved) = (false, done);
        return RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        var profile = Guid.TryParseExact(IdText, "D", out var id) && _receipt is null
            ? await Profiles.FindAsync(actor, new ProfileId(id), CancellationToken)
            : null;
        // It is out of the store before its webhooks are deleted; the receipt follows.
        if (profile is null && _isDeleting)
            return;
        if (profile is not null)
        {
            _summary = await Webhooks.FindAsync(actor, profile, CancellationToken);
            _events = await Builds.ListEventsAsync(actor, profile.Id, MaxListed, CancellationToken);
            _builds = await Builds.ListAsync(actor, profile.Id, MaxListed, CancellationToken);
            _connection = await Connections.FindAsync(actor, profile.Connection, CancellationToken);
        }

        _profile = profile;
    }
}
