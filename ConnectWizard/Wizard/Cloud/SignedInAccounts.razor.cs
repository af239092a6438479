using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>The accounts that have signed in in this browser: to go on with one, or to sign it out.</summary>
public sealed partial class SignedInAccounts : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private IReadOnlyList<CloudAccount> _accounts = [];
    private AccountId? _leavingAccount;
    private SignOutReceipt? _receipt;
    private bool _isBusy;

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

    private bool IsDisabled => _isBusy || !RendererInfo.IsInteractive;

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }

    protected override async Task OnInitializedAsync() => _accounts = await Accounts.ListAsync(State.Draft!.Owner, _cancellation.Token);

    private Task ChooseAsync(CloudAccount account) => OnceAsync(async () =>
    {
        var stored = await State.AnswerAsync(draft => draft.WithAccount(account.Id), _cancellation.Token);
        if (stored.Succeeded)
            await Chosen.InvokeAsync();
    });

    private Task SignOutAsync(CloudAccount account) => OnceAsync(async () =>
    {
        _receipt = await Accounts.SignOutAsync(account.Id, State.Draft!.Owner, _cancellation.Token);
        _leavingAccount = null;
        _accounts = await Accounts.ListAsync(State.Draft.Owner, _cancellation.Token);
        await State.AnswerAsync(draft => draft.Cloud.Account == account.Id ? draft.WithoutAccount() : draft, _cancellation.Token);
    });

    private async Task OnceAsync(Func<Task> act)
    {
        if (_isBusy)
            return;

        _isBusy = true;
        try
        {
            await act();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
