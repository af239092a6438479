using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Moves a connection to another account or identity, after a dry run that shows what would work.</summary>
public sealed partial class ReplaceCredential
{
    private IReadOnlyList<CloudAccount> _accounts = [];
    private DryRunResult? _result;
    private Problem? _problem;
    private OwnerId _owner;
    private bool _isTrying;
    private bool _isEntering;
    private bool _isOpening;

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The account that the connection uses; null for a token.</summary>
    [Parameter]
    public AccountId? Account { get; set; }

    /// <summary>It was moved, or stays as it is.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    /// <summary>It was changed or deleted elsewhere.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Where a person whose account was tried signs in instead.</summary>
    private string? RightTenant => _result is { Subject.Account.IsApplication: false, Check.Failure: { Code: ProblemCode.OrganizationOtherTenant } foreign }
        ? foreign.Arguments.GetValueOrDefault("tenant")
        : null;

    private IEnumerable<CloudAccount> Others => _accounts.Where(account => account.Id != Account);

    protected override async Task OnInitializedAsync()
    {
        _owner = await Browser.GetOwnerAsync(CancellationToken);
        await ListAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isOpening)
            return;
        _isOpening = false;
        await Script.CallAsync(Assets["js/shell.js"], "goTo", ["replace-identity", "identity-kind"], CancellationToken);
    }

    private Task TryAsync(AccountId id) => WhileBusyAsync(async () =>
    {
        (_result, _problem, _isTrying) = (null, null, true);
        StateHasChanged();
        try
        {
            var account = await Accounts.FindAsync(id, _owner, CancellationToken);
            var token = await Tokens.OpenForAsync(id, Connection.Target.Collection, CancellationToken);
            var subject = CheckSubject.Of(Connection.Target, token.Then<Secret>(it => it)) with { Account = account, Browser = _owner };
            var tried = await DryRun.RunAsync(Connection, subject, CancellationToken);
            _result = tried.Value;
            await TellAsync(tried.Problem);
        }
        finally
        {
            _isTrying = false;
        }
    });

    private Task AnotherAsync()
    {
        _result = null;
        return TellAsync(null);
    }

    private Task ApplyAsync() => WhileBusyAsync(async () =>
    {
        if (_result is not { CanApply: true, Subject.Account: { } account } result)
            return;
        var applied = await DryRun.ApplyAsync(Connection, result, CancellationToken);
        if (!applied.Succeeded)
        {
            _result = null;
            await TellAsync(applied.Problem);
            return;
        }

        await Accounts.RememberAuthorizedAsync(account.Id, Connection.Target.Collection, result.Check.Facts!.AccountName, CancellationToken);
        Webhooks.RequestSync();
        await Ended.InvokeAsync();
    });

    /// <summary>What happened elsewhere may have changed the accounts and the connection that are shown here.</summary>
    private async Task TellAsync(Problem? problem)
    {
        _problem = problem;
        await ListAsync();
        if (problem?.Code == ProblemCode.ConnectionChanged)
            await Changed.InvokeAsync();
    }

    private async Task ListAsync() => _accounts = [.. (await Accounts.ListAsync(_owner, CancellationToken)).Where(account => !account.NeedsSignIn)];
}
