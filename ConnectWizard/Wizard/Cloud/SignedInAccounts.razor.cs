using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>The accounts that have signed in in this browser: to go on with one, or to sign it out.</summary>
public sealed partial class SignedInAccounts
{
    private IReadOnlyList<CloudAccount> _accounts = [];
    private AccountId? _signingOut;
    private SignOutReceipt? _receipt;
    private bool _isApplication;

    /// <summary>The draft has an account.</summary>
    [Parameter]
    [EditorRequired]
    public EventCallback Chosen { get; set; }

    [Inject]
    public required ConnectionState State { get; init; }

    [Inject]
    public required IStringLocalizer<SignedInAccounts> Text { get; init; }

    protected override async Task OnInitializedAsync() => _accounts = await State.ListAccountsAsync(CancellationToken);

    private Task ChooseAsync(CloudAccount account) => WhileBusyAsync(async () =>
    {
        var stored = await State.ChangeAsync(draft => draft.WithAccount(account.Id), CancellationToken);
        if (stored.Succeeded)
            await Chosen.InvokeAsync();
    });

    private Task SignOutAsync(CloudAccount account) => WhileBusyAsync(async () =>
    {
        (_receipt, _isApplication) = (await State.SignOutAsync(account.Id, CancellationToken), account.IsApplication);
        _signingOut = null;
        _accounts = await State.ListAccountsAsync(CancellationToken);
    });
}
