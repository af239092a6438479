using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Connections.Forms;

/// <summary>The form of a server connection, as typed, with what URL and collection were parsed as.</summary>
public sealed class ServerForm
{
    /// <summary>In characters.</summary>
    public const int MaxNameLength = 64;

    private ParsedTarget? _parsed;

    public string Name { get; set; } = "";

    public string Url
    {
        get;
        set => Change(ref field, value);
    } = "";

    /// <summary>The owner name: the collection, alone or behind its virtual directory.</summary>
    public string Collection
    {
        get;
        set => Change(ref field, value);
    } = "";

    public string Token { get; set; } = "";

    /// <summary>A token entered before is still there, so the field may stay empty.</summary>
    public bool HasKeptToken { get; set; }

    /// <summary>URL and collection as they are understood together: parsed once, until either changes.</summary>
    public ParsedTarget Parsed => _parsed ??= ParsedTarget.Parse(Url, Collection);

    public Result<TokenText> ToToken() => TokenText.Clean(Token);

    /// <summary>The fields as they may be stored: without what may be a secret in the wrong place.</summary>
    /// <param name="stored">Project and repository of a pasted address are taken from here.</param>
    public ServerAnswers ToAnswers(ServerAnswers stored) => stored with
    {
        Name = TokenText.LooksLikeToken(Name) ? "" : Name,
        Url = AddressParser.Redact(Url),
        Collection = TokenText.LooksLikeToken(Collection) ? "" : IsAddress(Collection) ? AddressParser.Redact(Collection) : Collection,
    };

    /// <summary>Fills URL and collection; a collection typed before stays where the address names none.</summary>
    public void Take(ParsedServer pasted)
    {
        Url = pasted.FieldUrl;
        if (pasted is not { Collection: { } collection, FieldCollection: { } field })
            return;

        Collection = field;
        _parsed = ParsedTarget.Of(pasted, collection);
    }

    /// <summary>The property that a problem's field is bound to.</summary>
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
