using System.Globalization;
using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;

namespace ConnectWizard.Dashboard;

/// <summary>The connections grouped by name, each with its profiles, and the unfinished drafts of this browser.</summary>
public sealed partial class HomePage
{
    /// <summary>Names as people count them: 2 before 10.</summary>
    public static readonly StringComparer NaturalOrder = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

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
    private IReadOnlyDictionary<ConnectionId, DateTimeOffset?> _lastEvents = new Dictionary<ConnectionId, DateTimeOffset?>();
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
        var broken = await Webhooks.ListBrokenAsync(_actor, CancellationToken);
        _drafts = await Connections.ListUnfinishedDraftsAsync(_actor, CancellationToken);
        _counts = counts.ToDictionary(count => count.Connection, count => count.Count);
        (_broken, _brokenConnections) = ([.. broken.OrderBy(profile => profile.Name, NaturalOrder)], broken.Select(profile => profile.Connection).ToHashSet());
        _connections = [.. connections.OrderBy(connection => connection.Name, NaturalOrder)];
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
        var names = (await Profiles.ListNamesAsync(_actor!, shown, CancellationToken)).GroupBy(profile => profile.Connection);
        List<ProfileId> ids = [.. names.SelectMany(all => all.OrderBy(profile => profile.Name, NaturalOrder).Take(ConnectionRow.MaxProfiles)).Select(profile => profile.Id)];
        var profiles = await Profiles.ListAsync(_actor!, ids, CancellationToken);
        var webhooks = await Webhooks.ListAsync(_actor!, page, profiles, CancellationToken);
        var builds = await Builds.ListRecentAsync(_actor!, ids, BuildMarks.Max, CancellationToken);
        var lastEvents = await Builds.ListLastEventsAsync(_actor!, shown, CancellationToken);
        _profilesOf = profiles.OrderBy(profile => profile.Name, NaturalOrder).ToLookup(profile => profile.Connection);
        (_webhooks, _builds) = (webhooks, builds.ToLookup(build => build.Profile));
        _lastEvents = lastEvents.ToDictionary(last => last.Connection, last => (DateTimeOffset?)last.At);
    }
}
