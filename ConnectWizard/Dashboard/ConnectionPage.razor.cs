using ConnectWizard.Accounts;
using ConnectWizard.Checks;
using ConnectWizard.Connections;
using ConnectWizard.Profiles;
using ConnectWizard.ServiceHooks;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Dashboard;

/// <summary>A connection after the wizard: what it is, the last check and a new one, its profiles, and its end.</summary>
public sealed partial class ConnectionPage : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private Connection? _connection;
    private IReadOnlyList<BuildProfile> _profiles = [];
    private CheckPanel? _panel;
    private bool _isChecking;
    private bool _checkIsDue;
    private RemovalReceipt? _receipt;

    [Parameter]
    public string? IdText { get; set; }

    [Inject]
    public required IBrowserIdentity Browser { get; init; }

    [Inject]
    public required IConnectionStore Connections { get; init; }

    [Inject]
    public required ICredentialStore Credentials { get; init; }

    [Inject]
    public required IProfileStore ProfileStore { get; init; }

    [Inject]
    public required IStringLocalizer<ConnectionPage> Text { get; init; }

    private bool IsServices => _connection?.Target.Provider == ProviderKind.Services;

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _receipt = null;
        _connection = Guid.TryParseExact(IdText, "D", out var id)
            ? await Connections.FindAsync(Browser.Workspace, new ConnectionId(id), _cancellation.Token)
            : null;
        _profiles = _connection is null ? [] : await ProfileStore.ListOfConnectionAsync(_connection.Workspace, _connection.Id, _cancellation.Token);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_checkIsDue && _panel is not null && _connection is { } connection)
        {
            _checkIsDue = false;
            var token = await Credentials.OpenAsync(connection.Workspace, connection.Credential, connection.Target, _cancellation.Token);
            var preferred = _profiles.Count > 0 ? _profiles[0].Repository : null;
            await _panel.RunAsync(CheckSubject.Of(connection.Target, token, preferred?.Project, preferred?.Name));
        }
    }

    /// <summary>The ladder appears first; the check starts in it once it is there.</summary>
    private void CheckAsync() => (_isChecking, _checkIsDue) = (true, true);

    private async Task EndAsync(CheckResult result)
    {
        var problem = result.Failure ?? result.Items.FirstOrDefault(item => item.State == CheckItemState.Warned)?.Problem;
        await Connections.RecordCheckAsync(_connection!.Workspace, _connection.Id, result.Health, problem?.Code, result.Facts, _cancellation.Token);
        _connection = await Connections.FindAsync(Browser.Workspace, _connection.Id, _cancellation.Token);
        StateHasChanged();
    }

    /// <summary>The stored code with what we know ourselves; the evidence of that day is not kept.</summary>
    private Problem Reminder(ProblemCode code)
    {
        var (target, facts) = (_connection!.Target, _connection.Facts);
        var problem = new Problem(code)
            .With("host", target.Address.Host)
            .With("address", target.Address.BaseUrl)
            .With("server", target.Address.BaseUrl)
            .With("url", target.Url.AbsoluteUri)
            .With("collection", target.Collection)
            .With("account", facts.AccountName)
            .With("login", facts.AccountLogin ?? facts.AccountName);
        if (!IsServices)
            return problem;

        return code == ProblemCode.SignInUnreachable
            ? problem.With("host", "Microsoft Entra").With(ProblemText.Variant, ProblemText.Renewal)
            : problem.With("organization", target.Collection).With(ProblemText.Variant, ProblemText.Services);
    }
}
