using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Dashboard;

/// <summary>Replaces the token of a connection, after a dry run that shows what would work with the new one.</summary>
public sealed partial class ReplaceToken
{
    private static readonly TokenFormValidator Rules = new();
    private readonly TokenForm _form = new();
    private readonly EditContext _editContext;
    private FluentValidator<TokenForm>? _validator;
    private CredentialTrial? _trial;

    public ReplaceToken() => _editContext = new EditContext(_form);

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The connection has the new token.</summary>
    [Parameter]
    public EventCallback Replaced { get; set; }

    /// <summary>The connection keeps its token.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    /// <summary>The connection was changed or deleted elsewhere.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private Task TryAsync() => IsDisabled || !_editContext.Validate() ? Task.CompletedTask : WhileBusyAsync(async () =>
    {
        var subject = CheckSubject.Of(Connection.Target, TokenText.Clean(_form.Token).Then<Secret>(token => token.Token)) with { Expiry = _form.Expiry.ToExpiry() };
        var tried = await _trial!.RunAsync(() => Task.FromResult(subject));

        // What is the token's is told at its field.
        if (tried?.Check.Failure is not { } failure || ProblemCatalog.FieldOf(failure.Code) != ConnectionField.Token)
            return;
        _trial.Clear();
        var words = ProblemText.For(failure);
        _validator?.Show(nameof(TokenForm.Token), $"{words.What} {words.Repair}");
    });
}

/// <summary>The new token, as typed.</summary>
public sealed class TokenForm
{
    public string Token { get; set; } = "";

    public ExpiryForm Expiry { get; } = new();
}

/// <summary>The rules of the server form for a token.</summary>
public sealed class TokenFormValidator : AbstractValidator<TokenForm>
{
    public TokenFormValidator()
    {
        RuleFor(form => form.Token).Custom((token, context) => context.AddFailure(TokenText.Clean(token).Problem));
        RuleFor(form => form.Expiry).IsExpiry();
    }
}
