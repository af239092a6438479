using ConnectWizard.Components;
using ConnectWizard.Connections.Addresses;
using FluentValidation;

namespace ConnectWizard.Connections.Forms;

public sealed class ServerForm
{
    public const int MaxNameLength = 64;

    private ParsedTarget? _parsed;
    private ParsedServer? _pasted;

    public string Name { get; set; } = "";

    public string Url
    {
        get;
        set => Change(ref field, value);
    } = "";

    public string Collection
    {
        get;
        set => Change(ref field, value);
    } = "";

    public string Token { get; set; } = "";

    /// <summary>When the token ends.</summary>
    public ExpiryForm Expiry { get; init; } = new();

    /// <summary>A token entered before still counts, so the field may stay empty.</summary>
    public bool HasKeptToken { get; set; }

    /// <summary>Parsed once, until either field changes.</summary>
    public ParsedTarget Parsed => _parsed ??= ParsedTarget.Parse(Url, Collection);

    public Result<TokenText> ToToken() => TokenText.Clean(Token);

    /// <summary>Takes what may be a secret out of the address. Where nothing is left, what was wrong with it stays said.</summary>
    public void RedactUrl()
    {
        var typed = Parsed;
        Url = AddressParser.Redact(Url);
        if (Url.Length == 0)
            _parsed = typed;
    }

    /// <summary>Without what may be a secret in the wrong field.</summary>
    public ServerAnswers ToAnswers(ServerAnswers stored) => stored with
    {
        Name = TokenText.LooksLikeToken(Name) ? "" : Name,
        Url = AddressParser.Redact(Url),
        Collection = TokenText.LooksLikeToken(Collection) ? "" : IsAddress(Collection) ? AddressParser.Redact(Collection) : Collection,
        HasTypedToken = stored.HasTypedToken || Token.Length > 0,
        TokenEndsOn = Expiry.ValidDay,
    };

    /// <summary>The answers with a text that is still being typed; the token never, only that there is one.</summary>
    public ServerAnswers ToAnswers(ServerAnswers stored, string property, string text) => property switch
    {
        nameof(Name) => new ServerForm { Name = text, Url = Url, Collection = Collection, Expiry = Expiry }.ToAnswers(stored),
        nameof(Url) => new ServerForm { Name = Name, Url = text, Collection = Collection, Expiry = Expiry }.ToAnswers(stored),
        nameof(Collection) => new ServerForm { Name = Name, Url = Url, Collection = text, Expiry = Expiry }.ToAnswers(stored),
        _ => ToAnswers(stored) with { HasTypedToken = true },
    };

    /// <summary>A collection typed before stays where the address names none; one of an earlier paste doesn't.</summary>
    public void Take(ParsedServer pasted)
    {
        ForgetPasted();
        _pasted = pasted;
        Url = pasted.FieldUrl;
        if (pasted is not { Collection: { } collection, FieldCollection: { } field })
            return;
        Collection = field;
        _parsed = ParsedTarget.Of(pasted, collection);
    }

    /// <summary>Clears what an earlier paste filled in and nobody changed since.</summary>
    /// <returns>False when there is nothing to clear.</returns>
    public bool ForgetPasted()
    {
        var before = (Url, Collection);
        Url = Url == _pasted?.FieldUrl ? "" : Url;
        Collection = Collection == _pasted?.FieldCollection ? "" : Collection;
        _pasted = null;
        return before != (Url, Collection);
    }

    public static string PropertyOf(ConnectionField field) => field switch
    {
        ConnectionField.Name => nameof(Name),
        ConnectionField.Url => nameof(Url),
        ConnectionField.Collection => nameof(Collection),
        ConnectionField.Token => nameof(Token),
    };

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    private void Change(ref string field, string value)
    {
        if (field == value)
            return;
        field = value;
        _parsed = null;
    }
}

public sealed class ServerFormValidator : AbstractValidator<ServerForm>
{
    private static readonly TextResource Words = new("ConnectWizard.Connections.Forms.ServerFormValidator");

    public ServerFormValidator(bool asksName = true)
    {
        if (asksName)
            IsConnectionName(RuleFor(form => form.Name));

        RuleFor(form => form.Url).Custom((_, context) => context.AddFailure(context.InstanceToValidate.Parsed.UrlProblem));
        RuleFor(form => form.Collection).Custom((_, context) => context.AddFailure(context.InstanceToValidate.Parsed.CollectionProblem));
        RuleFor(form => form.Token).Custom((_, context) => context.AddFailure(context.InstanceToValidate.ToToken().Problem))
            .Unless(form => form.HasKeptToken && form.Token.Length == 0);
        RuleFor(form => form.Expiry).IsExpiry();
    }

    public static void IsConnectionName<T>(IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage(_ => Words.Get("NameMissing"))
            .Must(name => !TokenText.LooksLikeToken(name)).WithMessage(_ => Words.Get("NameToken"))
            .Must(name => name.Trim().Length <= ServerForm.MaxNameLength).WithMessage(_ => Words.Get("NameTooLong"))
            .Must(name => !DisplayText.HasUnshowable(name)).WithMessage(_ => Words.Get("NameControl"));
}
