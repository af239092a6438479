using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>The connections grouped by name, each with its profiles, and the unfinished drafts of this browser.</summary>
public sealed partial class HomePage
{
    private IReadOnlyDictionary<ProfileId, WebhookSummary> _webhooks = new Dictionary<ProfileId, WebhookSummary>();
    private IReadOnlyList<IGrouping<string, Connection>> _groups = [];
    private IReadOnlyList<ConnectionDraft> _drafts = [];
    private ILookup<ConnectionId, BuildProfile> _profiles = Array.Empty<BuildProfile>().ToLookup(profile => profile.Connection);

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required ConnectionService Connections { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required IProfileWebhooks Webhooks { get; init; }

    [Inject]
    public required IStringLocalizer<HomePage> Text { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        var connections = await Connections.ListAsync(actor, CancellationToken);
        var profiles = await Profiles.ListAsync(actor, CancellationToken);
        _webhooks = await Webhooks.ListAsync(actor, connections, profiles, CancellationToken);
        _drafts = await Connections.ListUnfinishedDraftsAsync(actor, CancellationToken);
        _profiles = profiles.ToLookup(profile => profile.Connection);
        _groups = [.. connections.GroupBy(connection => connection.Name, StringComparer.Ordinal)];
    }

    private string NameOf(ConnectionDraft draft) =>
        draft.Repository?.Name ?? (draft.Server.Name.Length > 0 ? draft.Server.Name : Text["Draft.Nameless"]);
}
