using ConnectWizard.Accounts;
using ConnectWizard.Builds;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>A connection: its target, its last check and a new one, its profiles, and its deletion.</summary>
public sealed partial class ConnectionPage
{
    private const string ReplaceTokenValue = "token";
    private Actor? _actor;
    private Connection? _connection;
    private IReadOnlyList<BuildProfile> _profiles = [];
    private IReadOnlyDictionary<ProfileId, WebhookSummary> _webhooks = new Dictionary<ProfileId, WebhookSummary>();
    private ILookup<ProfileId, RecentBuild> _builds = Array.Empty<RecentBuild>().ToLookup(build => build.Profile);
    private CloudAccount? _account;
    private PageAction _action;
    private CheckPanel? _panel;
    private bool _wasShown;
    private bool _isChecking;
    private bool _isCheckDue;
    private CredentialId? _checked;
    private CompletedAction? _done;
    private RemovalReceipt? _receipt;

    [Parameter]
    public string? IdText { get; set; }

    /// <summary>"true" when somebody signed in for this connection and comes back, "token" to begin with the field for a new one.</summary>
    [SupplyParameterFromQuery(Name = SignInUrl.ReplaceParameter)]
    public string? Replace { get; set; }

    /// <summary>The page with the field for a new token.</summary>
    public static string RotateUrl(ConnectionId connection) => $"/connections/{connection}?{SignInUrl.ReplaceParameter}={ReplaceTokenValue}";

    /// <summary>The page with the choice of another account or identity.</summary>
    public static string ReplaceUrl(ConnectionId connection) => $"/connections/{connection}?{SignInUrl.ReplaceParameter}=true";

    /// <summary>An account has its tokens by itself.</summary>
    private EventCallback Rotating => _account is null ? EventCallback.Factory.Create(this, () => Begin(PageAction.Rotate)) : default;

    private EventCallback Replacing => IsServices ? EventCallback.Factory.Create(this, () => Begin(PageAction.Replace)) : default;

    private EventCallback Moving => _profiles.Count > 0 ? EventCallback.Factory.Create(this, () => Begin(PageAction.Move)) : default;

    private bool IsServices => _connection?.Target.Provider == ProviderKind.Services;

    private bool IsWebhookBroken => HealthChip.IsBroken(_profiles, _webhooks);

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= await Browser.GetActorAsync(CancellationToken);
        var connection = Guid.TryParseExact(IdText, "D", out var id)
            ? await Connections.FindAsync(_actor, new ConnectionId(id), CancellationToken)
            : null;
        if (connection?.Id != _connection?.Id)
        {
            if (connection is not null)
                await ReadAccountAsync(connection.Id);
            (_action, _done) = (FindAction(connection), null);
            // Whoever has signed in again comes back here to see whether it works now.
            _isChecking = _isCheckDue = connection is { Health: ConnectionHealth.Unknown } && _action == PageAction.None;
        }

        if (connection is not null)
            await ReadProfilesAsync(_actor, connection);

        (_connection, _receipt) = (connection, null);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isCheckDue && _panel is { } panel && _connection is { } connection)
        {
            (_isCheckDue, _checked) = (false, connection.Credential);
            var preferred = _profiles.Count > 0 ? _profiles[0].Repository : null;
            var token = await Connections.OpenCredentialAsync(_actor!, connection.Id, CancellationToken);
            await panel.RunAsync(CheckSubject.Of(connection.Target, token, preferred?.Project, preferred?.Name) with { Account = _account, Browser = _actor!.Owner });
        }
    }

    private async Task ReadProfilesAsync(Actor actor, Connection connection)
    {
        var profiles = await Profiles.ListOfConnectionAsync(actor, connection.Id, CancellationToken);
        _webhooks = await Webhooks.ListAsync(actor, [connection], profiles, CancellationToken);
        _builds = (await Builds.ListRecentAsync(actor, [.. profiles.Select(profile => profile.Id)], BuildMarks.Max, CancellationToken)).ToLookup(build => build.Profile);
        _profiles = profiles;
    }

    private PageAction FindAction(Connection? connection) => Replace switch
    {
        "true" when connection is { Target.Provider: ProviderKind.Services } => PageAction.Replace,
        ReplaceTokenValue when connection is not null && _account is null => PageAction.Rotate,
        _ => PageAction.None,
    };

    private void Begin(PageAction action) => (_action, _done) = (action, null);

    private async Task EndRenameAsync()
    {
        await EndActionAsync();
        _done = new CompletedAction("renamed", Text["Renamed", _connection?.Name ?? ""]);
    }

    private Task EndMoveAsync(CompletedAction done)
    {
        _done = done;
        return EndActionAsync();
    }

    private async Task EndRotationAsync()
    {
        _isChecking = false;
        await EndActionAsync();
        _done = new CompletedAction("rotated", Text["Rotated", _connection?.Facts.AccountName ?? ""]);
    }

    private async Task EndUndoAsync()
    {
        await EndActionAsync();
        _done = new CompletedAction("undone", Text["Undone", _connection?.Facts.AccountName ?? ""]);
        StartCheck();
    }

    private void EndForgetting() => _done = new CompletedAction("forgotten", Text["Forgotten"]);

    private async Task EndActionAsync()
    {
        _action = PageAction.None;
        await ReadAsync();
        // Whoever signed in for this and comes back to the address later has nothing to replace any more.
        if (Replace is not null && _connection is { } connection)
            Navigation.NavigateTo($"/connections/{connection.Id}", replace: true);
    }

    private async Task ReadAsync()
    {
        var shown = _connection!.Id;
        _connection = await Connections.FindAsync(_actor!, shown, CancellationToken);
        _wasShown = true;
        await ReadAccountAsync(shown);
        if (_connection is { } connection)
            await ReadProfilesAsync(_actor!, connection);
    }

    private async Task ReadAccountAsync(ConnectionId connection) => _account = await Accounts.FindOfConnectionAsync(connection, CancellationToken);

    /// <summary>Shows the panel, in which the check starts once it is rendered.</summary>
    private void StartCheck() => (_isChecking, _isCheckDue) = (true, true);

    /// <summary>The checked connection needn't be the one that the page shows by now, and may have another credential.</summary>
    private async Task RecordAsync(ConnectionId id, CheckResult result)
    {
        await Connections.RecordCheckAsync(_actor!.Workspace, id, result.ToRecord() with { Credential = _checked }, _actor, CancellationToken);
        var recorded = await Connections.FindAsync(_actor!, id, CancellationToken);
        if (_connection?.Id != id)
            return;
        _connection = recorded;
        StateHasChanged();
    }

    /// <summary>What was chosen in the menu and is not done yet.</summary>
    private enum PageAction
    {
        None,
        Rename,
        Rotate,
        Replace,
        Address,
        Move,
        Delete,
    }
}
