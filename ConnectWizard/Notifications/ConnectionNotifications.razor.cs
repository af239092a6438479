using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Notifications;

/// <summary>Who is notified when a connection breaks, is about to, or works again. One component for each connection.</summary>
public sealed partial class ConnectionNotifications
{
    /// <summary>How often, and for how long, it is read whether the mail that asks an address was sent.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromSeconds(2);
    private const int MaxReads = 30;

    private int _readsLeft;
    private RecipientForm _form = new();
    private EditContext _editContext;
    private IReadOnlyList<NotificationRecipient> _recipients = [];
    private string? _message;

    public ConnectionNotifications() => _editContext = new EditContext(_form);

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The address that the connection's account signs in with, where it may get mail.</summary>
    private string? Offered => Connection.Facts.AccountLogin is { } login && Rules.Validate(new RecipientForm { Address = login }).IsValid
        && _form.Address != login && _recipients.All(recipient => !string.Equals(recipient.Address, login, StringComparison.OrdinalIgnoreCase))
            ? login
            : null;

    /// <summary>With the message of a refusal it stays, whatever the list has become.</summary>
    private bool HasForm => !Connection.IsBeingDeleted && (_recipients.Count < RecipientService.MaxRecipients || _form.Refused is not null);

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _recipients = await Service.ListAsync(await Browser.GetActorAsync(CancellationToken), Connection.Id, CancellationToken);

    private async Task AddAsync()
    {
        if (IsDisabled)
            return;
        // What was refused may be possible by now.
        (_form.Refused, _message) = (null, null);
        if (!_editContext.Validate())
            return;
        await WhileBusyAsync(async () =>
        {
            var address = _form.ToAddress();
            var result = await Service.AddAsync(await Browser.GetActorAsync(CancellationToken), Connection, address, CancellationToken);
            if (result == AddRecipientResult.Added)
            {
                // Another form, so that the emptied field isn't judged.
                _form = new RecipientForm();
                (_editContext, _message) = (new EditContext(_form), Text["Added", address]);
            }
            else
            {
                _form.Refused = (address, result);
            }

            await ReadAsync();
        });
        if (_form.Refused is not null)
            _editContext.Validate();
        await FollowAsync();
    }

    private async Task AskAgainAsync(NotificationRecipient recipient)
    {
        await WhileBusyAsync(async () =>
        {
            var result = await Service.AskAgainAsync(recipient, CancellationToken);
            _message = Text[result == AddRecipientResult.AskedTooOften ? "Again.Often" : "Added", recipient.Address];
            await ReadAsync();
        });
        await FollowAsync();
    }

    /// <summary>What is queued is usually sent, or refused, within seconds.</summary>
    private async Task FollowAsync()
    {
        var isFollowing = _readsLeft > 0;
        _readsLeft = MaxReads;
        if (isFollowing)
            return;
        StateHasChanged();
        for (; _readsLeft > 0 && _recipients.Any(IsOnItsWay) && !CancellationToken.IsCancellationRequested; _readsLeft--)
        {
            await Task.Delay(ReadInterval, Clock, CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (CancellationToken.IsCancellationRequested)
                return;
            await ReadAsync();
            _message = _recipients.Any(IsFailed) ? null : _message;
            StateHasChanged();
        }

        _readsLeft = 0;
    }

    private static bool IsOnItsWay(NotificationRecipient recipient) => recipient is { ConfirmedAt: null, RequestState: NotificationState.Queued, RequestResponse: "" };

    private static bool IsFailed(NotificationRecipient recipient) => recipient is { ConfirmedAt: null, RequestState: NotificationState.Failed };

    private string? ReasonOf(NotificationRecipient recipient) => recipient switch
    {
        { ConfirmedAt: null, RequestState: NotificationState.Failed } => Text["Failed.Reason", recipient.RequestResponse].Value,
        { ConfirmedAt: null, RequestState: NotificationState.Queued, RequestResponse.Length: > 0 } => Text["Retrying.Reason", recipient.RequestResponse].Value,
        _ => null,
    };

    private void UseOffered(string address)
    {
        _form.Address = address;
        _editContext.NotifyFieldChanged(_editContext.Field(nameof(RecipientForm.Address)));
    }

    private Task TestAsync(NotificationRecipient recipient) => WhileBusyAsync(async () =>
    {
        _message = Text[await Service.SendTestAsync(recipient, CancellationToken) ? "Tested" : "Tested.Often", recipient.Address];
    });

    private Task RemoveAsync(NotificationRecipient recipient) => WhileBusyAsync(async () =>
    {
        await Service.RemoveAsync(await Browser.GetActorAsync(CancellationToken), Connection, recipient, CancellationToken);
        var wasRefused = _form.Refused is not null;
        (_form.Refused, _message) = (null, Text["Removed", recipient.Address]);
        if (wasRefused)
            _editContext.Validate();
        await ReadAsync();
    });
}
