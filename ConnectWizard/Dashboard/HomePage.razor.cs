using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>What exists: connections grouped by their name, each with its profiles, and what this browser has not finished.</summary>
public sealed partial class HomePage : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Dictionary<ProfileId, WebhookSummary> _webhooks = [];
    private IReadOnlyList<IGrouping<string, Connection>> _groups = [];
    private IReadOnlyList<ConnectionDraft> _drafts = [];
    private ILookup<ConnectionId, BuildProfile> _profiles = Array.Empty<BuildProfile>().ToLookup(profile => profile.Connection);

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required IProfileStore ProfileStore { get; init; }

    [Inject]
    public required IProfileWebhooks ProfileWebhooks { get; init; }

    [Inject]
    public required IDraftStore Drafts { get; init; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IStringLocalizer<HomePage> Text { get; init; }

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var connections = await Connections.ListAsync(Browser.Workspace, _cancellation.Token);
        _groups = [.. connections.GroupBy(connection => connection.Name, StringComparer.Ordinal)];
        var profiles = await ProfileStore.ListAsync(Browser.Workspace, _cancellation.Token);
        _profiles = profiles.ToLookup(profile => profile.Connection);
        foreach (var profile in profiles)
            _webhooks[profile.Id] = await ProfileWebhooks.FindAsync(profile, _cancellation.Token);

        var owner = await Browser.GetOwnerAsync(_cancellation.Token);
        _drafts = await Drafts.ListUnfinishedAsync(owner, _cancellation.Token);
    }

    private string DraftName(ConnectionDraft draft) =>
        draft.Repository?.Name ?? (draft.Server.Name.Length > 0 ? draft.Server.Name : Text["Draft.Nameless"]);
}
