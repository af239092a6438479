using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>The accounts that have signed in in this browser: to go on with one, or to sign it out.</summary>
public sealed partial class SignedInAccounts
{
    private IReadOnlyList<CloudAccount> _accounts = [];
    private AccountId? _leavingAccount;
    private SignOutReceipt? _receipt;

    /// <summary>The draft has an account.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Chosen { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required ICloudAccounts Accounts { get; init; }

    [Inject]
    public required IStringLocalizer<SignedInAccounts> Text { get; init; }

    protected override async Task OnInitializedAsync() => _accounts = await Accounts.ListAsync(State.Draft!.Owner, CancellationToken);

    private Task ChooseAsync(CloudAccount account) => WhileBusyAsync(async () =>
    {
        var stored = await State.AnswerAsync(draft => draft.WithAccount(account.Id), CancellationToken);
        if (stored.Succeeded)
            await Chosen.InvokeAsync();
    });

    private Task SignOutAsync(CloudAccount account) => WhileBusyAsync(async () =>
    {
        _receipt = await Accounts.SignOutAsync(account.Id, State.Draft!.Owner, CancellationToken);
        _leavingAccount = null;
        _accounts = await Accounts.ListAsync(State.Draft.Owner, CancellationToken);
        await State.AnswerAsync(draft => draft.Cloud.Account == account.Id ? draft.WithoutAccount() : draft, CancellationToken);
    });
}
