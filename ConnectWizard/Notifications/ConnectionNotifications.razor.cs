using ConnectWizard.Accounts;
using ConnectWizard.Connections;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Notifications;

/// <summary>Who is notified when a connection breaks, is about to, or works again.</summary>
public sealed partial class ConnectionNotifications
{
    private readonly RecipientForm _form = new();
    private readonly EditContext _editContext;
    private IReadOnlyList<NotificationRecipient> _recipients = [];
    private ConnectionId _shown;
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

    protected override async Task OnParametersSetAsync()
    {
        if (Connection.Id == _shown)
            return;
        (_shown, _message) = (Connection.Id, null);
        await ReadAsync();
    }

    private async Task ReadAsync() => _recipients = await Service.ListAsync(await Browser.GetActorAsync(CancellationToken), Connection.Id, CancellationToken);

    private async Task AddAsync()
    {
        if (IsDisabled || !_editContext.Validate())
            return;
        await WhileBusyAsync(async () =>
        {
            var address = _form.ToAddress();
            var result = await Service.AddAsync(await Browser.GetActorAsync(CancellationToken), Connection, address, CancellationToken);
            if (result == AddRecipientResult.Added)
                (_form.Address, _message) = ("", Text["Added", address]);
            else
                _form.Refused = (address, result);
            await ReadAsync();
        });
        if (_form.Address.Length > 0)
            _editContext.Validate();
    }

    private Task TestAsync(NotificationRecipient recipient) => WhileBusyAsync(async () =>
    {
        await Service.SendTestAsync(recipient, CancellationToken);
        _message = Text["Tested", recipient.Address];
    });

    private Task RemoveAsync(NotificationRecipient recipient) => WhileBusyAsync(async () =>
    {
        await Service.RemoveAsync(await Browser.GetActorAsync(CancellationToken), Connection, recipient, CancellationToken);
        _form.Refused = null;
        _message = Text["Removed", recipient.Address];
        await ReadAsync();
    });
}
