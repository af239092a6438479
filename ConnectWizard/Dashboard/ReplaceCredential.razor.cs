using ConnectWizard.Checks;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;

namespace ConnectWizard.Dashboard;

/// <summary>Moves a connection to another account or identity, after a dry run that shows what would work.</summary>
public sealed partial class ReplaceCredential
{
    private IReadOnlyList<CloudAccount> _accounts = [];
    private CredentialTrial? _trial;
    private OwnerId _owner;
    private bool _isEntering;

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The account that the connection uses; null for a token.</summary>
    [Parameter]
    public AccountId? Account { get; set; }

    /// <summary>It has another account or identity.</summary>
    [Parameter]
    public EventCallback Replaced { get; set; }

    /// <summary>It stays as it is.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    /// <summary>It was changed or deleted elsewhere.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Where a person whose account was tried signs in instead.</summary>
    private string? RightTenant => _trial?.Result is { Subject.Account.IsApplication: false, Check.Failure: { Code: ProblemCode.OrganizationOtherTenant } foreign }
        ? foreign.Arguments.GetValueOrDefault("tenant")
        : null;

    private IEnumerable<CloudAccount> Others => _accounts.Where(account => account.Id != Account);

    protected override async Task OnInitializedAsync()
    {
        _owner = await Browser.GetOwnerAsync(CancellationToken);
        await ListAsync();
    }

    private Task TryAsync(AccountId id) => WhileBusyAsync(() => _trial!.RunAsync(async () =>
    {
        var account = await Accounts.FindAsync(id, _owner, CancellationToken);
        var token = await Tokens.OpenForAsync(id, Connection.Target.Collection, CancellationToken);
        return CheckSubject.Of(Connection.Target, token.Then<Secret>(it => it)) with { Account = account };
    }));

    /// <summary>What happened elsewhere may have changed the accounts.</summary>
    private async Task ListAsync() => _accounts = [.. (await Accounts.ListAsync(_owner, CancellationToken)).Where(account => !account.NeedsSignIn)];
}
