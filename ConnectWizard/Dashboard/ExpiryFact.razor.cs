using ConnectWizard.Accounts;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Dashboard;

/// <summary>When the connection's credential ends, as a file for a calendar, and to correct: a token and a client secret end when their owner says.</summary>
public sealed partial class ExpiryFact
{
    private static readonly ChangeExpiryFormValidator Rules = new();
    private ChangeExpiryForm _form = new();
    private EditContext _editContext = default!;
    private bool _isChanging;
    private bool _isSaved;

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>Another end is stored.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    private bool CanChange => Connection.CredentialType is CredentialType.Token or CredentialType.Secret;

    private void Begin()
    {
        _form = new ChangeExpiryForm();
        _form.Expiry.Take(Connection.Expiry?.LastDayIn(Reader?.Zone));
        (_editContext, _isChanging, _isSaved) = (new EditContext(_form), true, false);
    }

    private Task ChangeAsync() => IsDisabled || !_editContext.Validate() ? Task.CompletedTask : WhileBusyAsync(async () =>
    {
        await Connections.ChangeExpiryAsync(await Browser.GetActorAsync(CancellationToken), Connection, _form.Expiry.ToExpiry(), CancellationToken);
        (_isChanging, _isSaved) = (false, true);
        await Changed.InvokeAsync();
    });
}

public sealed class ChangeExpiryForm
{
    public ExpiryForm Expiry { get; } = new();
}

public sealed class ChangeExpiryFormValidator : AbstractValidator<ChangeExpiryForm>
{
    public ChangeExpiryFormValidator() => RuleFor(form => form.Expiry).IsExpiry();
}
