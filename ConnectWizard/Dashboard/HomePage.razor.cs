using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.Repositories;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Dashboard;

/// <summary>The connections grouped by name, each with its profiles, and the unfinished drafts of this browser.</summary>
public sealed partial class HomePage
{
    /// <summary>How many connections are shown at first, and how many more at a press; the filter looks through all.</summary>
    private const int PageSize = 10;

    private int _most = PageSize;
    private Actor? _actor;
    private IReadOnlyList<Connection> _connections = [];
    private IReadOnlyList<ConnectionDraft> _drafts = [];
    private IReadOnlyDictionary<ConnectionId, int> _counts = new Dictionary<ConnectionId, int>();
    private IReadOnlyList<BuildProfile> _broken = [];
    private HashSet<ConnectionId> _brokenConnections = [];

    // Of the rows that are shown.
    private ILookup<ConnectionId, BuildProfile> _profilesOf = Array.Empty<BuildProfile>().ToLookup(profile => profile.Connection);
    private IReadOnlyDictionary<ProfileId, WebhookSummary> _webhooks = new Dictionary<ProfileId, WebhookSummary>();
    private ILookup<ProfileId, RecentBuild> _builds = Array.Empty<RecentBuild>().ToLookup(build => build.Profile);
    private string _name = "";
    private ConnectionHealth? _health;

    private string? Lead => _connections.Count == 0 ? null : $"{Text.Counted("Connections", _connections.Count)}, {Text.Counted("Profiles", _counts.Values.Sum())}";

    private bool IsFiltered => _health is not null || _name.Trim().Length > 0;

    private IReadOnlyList<Connection> Shown =>
    [
        .. _connections.Where(connection => (_health is null || HealthOf(connection) == _health)
            && connection.Name.Contains(_name.Trim(), StringComparison.OrdinalIgnoreCase)),
    ];

    private ConnectionHealth HealthOf(Connection connection) => HealthChip.Of(connection, _brokenConnections.Contains(connection.Id));

    protected override async Task OnInitializedAsync()
    {
        _actor = await Browser.GetActorAsync(CancellationToken);
        var connections = await Connections.ListAsync(_actor, CancellationToken);
        var counts = await Profiles.CountAsync(_actor, CancellationToken);
        _broken = await Webhooks.ListBrokenAsync(_actor, CancellationToken);
        _drafts = await Connections.ListUnfinishedDraftsAsync(_actor, CancellationToken);
        _counts = counts.ToDictionary(count => count.Connection, count => count.Count);
        _brokenConnections = [.. _broken.Select(profile => profile.Connection)];
        _connections = [.. connections.OrderByName(connection => connection.Name)];
        await ReadRowsAsync();
    }

    private Task ShowMoreAsync()
    {
        _most += PageSize;
        return ReadRowsAsync();
    }

    /// <summary>What the rows that are shown have besides their names, each kind in one query.</summary>
    private async Task ReadRowsAsync()
    {
        List<Connection> page = [.. Shown.Take(_most)];
        List<ConnectionId> shown = [.. page.Select(connection => connection.Id)];
        var profiles = await Profiles.ListFirstAsync(_actor!, shown, ConnectionRow.MaxProfiles, CancellationToken);
        var webhooks = await Webhooks.ListAsync(_actor!, page, profiles, CancellationToken);
        var builds = await Builds.ListRecentAsync(_actor!, [.. profiles.Select(profile => profile.Id)], BuildMarks.Max, CancellationToken);
        _profilesOf = profiles.ToLookup(profile => profile.Connection);
        (_webhooks, _builds) = (webhooks, builds.ToLookup(build => build.Profile));
    }
}
