using ConnectWizard.Checks;
using ConnectWizard.Components;
using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ConnectWizard.Dashboard;

/// <summary>
/// Leads a connection to where its collection is now. A token is asked for again, never taken from the store; an account goes along to a renamed
/// organization only if that is the same by its id.
/// </summary>
public sealed partial class ChangeAddress
{
    private static readonly ServerFormValidator ServerRules = new(asksName: false);
    private static readonly OrganizationFormValidator OrganizationRules = new();
    private readonly ServerForm _form = new();
    private readonly EditContext _editContext;
    private FluentValidator<ServerForm>? _validator;
    private CredentialTrial? _trial;

    public ChangeAddress() => _editContext = new EditContext(_form);

    [Parameter]
    [EditorRequired]
    public required Connection Connection { get; set; }

    /// <summary>The account that the connection uses; null for a token.</summary>
    [Parameter]
    public CloudAccount? Account { get; set; }

    [Parameter]
    public EventCallback Replaced { get; set; }

    [Parameter]
    public EventCallback Ended { get; set; }

    /// <summary>The connection was changed or deleted elsewhere.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [CascadingParameter]
    public ReaderTime? Reader { get; set; }

    private bool IsServices => Connection.Target.Provider == ProviderKind.Services;

    private IValidator<ServerForm> Rules => IsServices ? OrganizationRules : ServerRules;

    /// <summary>What is known of an organization from before its id was stored says nothing about another name.</summary>
    protected override void OnInitialized()
    {
        _form.HasKeptToken = Account is not null && Connection.Facts.InstanceId is not null;
        (_form.Url, _form.Collection) = IsServices ? ("", Connection.Target.Collection) : (Connection.Target.Address.BaseUrl, Connection.Target.Collection);
        // The token is often the same one: what was entered of it isn't lost. One that has ended is another.
        if (Connection is { CredentialType: CredentialType.Token, Expiry: { Source: ExpirySource.Entered } end } && !end.HasEnded((Reader?.Clock ?? Clock).GetUtcNow(), Reader?.Zone))
            _form.Expiry.Take(end.LastDayIn(zone: null));
    }

    private Task TryAsync() => IsDisabled || !_editContext.Validate() ? Task.CompletedTask : WhileBusyAsync(async () =>
    {
        var tried = await _trial!.RunAsync(SubjectAsync);

        // What is a field's is told there.
        if (tried?.Check.Failure is not { } failure || ProblemCatalog.FieldOf(failure.Code) is not { } field || IsServices && field == ConnectionField.Url)
            return;
        _trial.Clear();
        var words = ProblemText.For(failure);
        _validator?.Show(ServerForm.PropertyOf(field), $"{words.What} {words.Repair}");
    });

    private async Task<CheckSubject> SubjectAsync()
    {
        var token = TokenText.Clean(_form.Token).Then<Secret>(typed => typed.Token);
        if (!IsServices)
            return new CheckSubject(_form.Parsed, token.Value) { Expiry = _form.Expiry.ToExpiry() };
        var target = Setup.TargetOf(_form.Collection.Trim());
        if (!_form.HasKeptToken)
            return CheckSubject.Of(target, token) with { Expiry = _form.Expiry.ToExpiry() };
        var opened = await Tokens.OpenForAsync(Account!.Id, target.Collection, CancellationToken);
        return CheckSubject.Of(target, opened.Then<Secret>(it => it)) with { Account = Account };
    }
}

/// <summary>The rules of the server form for an organization, which is what a collection is in the cloud.</summary>
public sealed class OrganizationFormValidator : AbstractValidator<ServerForm>
{
    public OrganizationFormValidator()
    {
        RuleFor(form => form.Collection).Custom((name, context) => context.AddFailure(CollectionName.Parse(name).Check()));
        RuleFor(form => form.Token).Custom((_, context) => context.AddFailure(context.InstanceToValidate.ToToken().Problem)).Unless(form => form.HasKeptToken);
        RuleFor(form => form.Expiry).IsExpiry();
    }
}
