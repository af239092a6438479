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
    private const int PageSize = 30;

    private int _most = PageSize;
    private IReadOnlyDictionary<ProfileId, WebhookSummary> _webhooks = new Dictionary<ProfileId, WebhookSummary>();
    private IReadOnlyList<Connection> _connections = [];
    private IReadOnlyList<ConnectionDraft> _drafts = [];
    private IReadOnlyList<BuildProfile> _profiles = [];
    private ILookup<ConnectionId, BuildProfile> _profilesOf = Array.Empty<BuildProfile>().ToLookup(profile => profile.Connection);
    private ILookup<ProfileId, RecentBuild> _builds = Array.Empty<RecentBuild>().ToLookup(build => build.Profile);
    private IReadOnlyDictionary<ProfileId, DateTimeOffset> _lastEvents = new Dictionary<ProfileId, DateTimeOffset>();
    private readonly HashSet<ConnectionId> _applications = [];
    private string _name = "";
    private ConnectionHealth? _health;

    private string? Lead => _connections.Count == 0 ? null : $"{Text.Counted("Connections", _connections.Count)}, {Text.Counted("Profiles", _profiles.Count)}";

    private bool IsFiltered => _health is not null || _name.Trim().Length > 0;

    private IReadOnlyList<Connection> Shown =>
    [
        .. _connections.Where(connection => (_health is null || HealthOf(connection) == _health)
            && connection.Name.Contains(_name.Trim(), StringComparison.OrdinalIgnoreCase)),
    ];

    private ConnectionHealth HealthOf(Connection connection) => HealthChip.Of(connection, HealthChip.IsBroken(_profilesOf[connection.Id], _webhooks));

    protected override async Task OnInitializedAsync()
    {
        var actor = await Browser.GetActorAsync(CancellationToken);
        var connections = await Connections.ListAsync(actor, CancellationToken);
        var profiles = await Profiles.ListAsync(actor, CancellationToken);
        _webhooks = await Webhooks.ListAsync(actor, connections, profiles, CancellationToken);
        _drafts = await Connections.ListUnfinishedDraftsAsync(actor, CancellationToken);
        _lastEvents = (await Builds.ListLastEventsAsync(actor, CancellationToken)).ToDictionary(last => last.Profile, last => last.At);
        _profiles = [.. profiles.OrderBy(profile => profile.Name, NaturalOrder)];
        _profilesOf = _profiles.ToLookup(profile => profile.Connection);
        _connections = [.. connections.OrderBy(connection => connection.Name, NaturalOrder)];
        await ReadBuildsAsync();
        await ReadApplicationsAsync();
    }

    private Task ShowMoreAsync()
    {
        _most += PageSize;
        return ReadBuildsAsync();
    }

    /// <summary>Of the rows that are shown, in one query.</summary>
    private async Task ReadBuildsAsync()
    {
        var shown = Shown.Take(_most).SelectMany(connection => _profilesOf[connection.Id].Take(ConnectionRow.MaxProfiles)).Select(profile => profile.Id);
        var recent = await Builds.ListRecentAsync(await Browser.GetActorAsync(CancellationToken), [.. shown], BuildMarks.Max, CancellationToken);
        _builds = recent.ToLookup(build => build.Profile);
    }

    private async Task ReadApplicationsAsync()
    {
        foreach (var connection in _connections.Where(connection => connection.Health == ConnectionHealth.Failed).Take(AttentionBanner.MaxListed))
        {
            if (connection.LastProblem == ProblemCode.SignInAgain && await Accounts.FindOfConnectionAsync(connection.Id, CancellationToken) is { IsApplication: true })
                _applications.Add(connection.Id);
        }
    }
}
