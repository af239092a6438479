using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Wizard.Server;

/// <summary>
/// The form of a server connection, as typed. The token is bound to its input as text; the page clears it once the form is submitted.
/// </summary>
public sealed class ServerForm
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaximumNameLength = 64;

    public string Name { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>The owner name: the collection, alone or behind its virtual directory.</summary>
    public string Collection { get; set; } = "";

    public string Token { get; set; } = "";

    /// <summary>A token entered before is still there, so the field may stay empty.</summary>
    public bool HasKeptToken { get; set; }

    /// <summary>URL and collection as they are understood together, with notes on how they were read.</summary>
    public Result<UnderstoodTarget> ToTarget() => AddressParser.ParseTarget(Url, Collection);

    /// <summary>The token, trimmed.</summary>
    public Result<TokenText> ToToken() => TokenText.Clean(Token);

    /// <summary>The fields as they may be stored: as typed, without what may be a secret in the wrong place.</summary>
    /// <param name="stored">What is stored already: what was pasted stays.</param>
    public ServerAnswers ToAnswers(ServerAnswers stored) => stored with
    {
        Name = TokenText.LooksLikeOne(Name) ? "" : Name,
        Url = AddressParser.Redact(Url),
        Collection = TokenText.LooksLikeOne(Collection) ? "" : IsAddress(Collection) ? AddressParser.Redact(Collection) : Collection,
    };

    /// <summary>Puts what the paste box understood into URL and collection; a collection typed before stays where the address names
    /// none.</summary>
    public void Take(PastedServer pasted)
    {
        Url = AddressParser.Show(pasted.Address);
        Collection = pasted.Collection ?? Collection;
        if (pasted.Collection is not null && ToTarget().Value is { } read && read.Target.Address != pasted.Address)
        {
            // /devops/devops: the virtual directory has the collection's name, and would be cut for it.
            Url += "/" + Uri.EscapeDataString(pasted.Collection);
        }
    }

    private static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);

    /// <summary>The property that a problem's field is bound to.</summary>
    public static string PropertyOf(ConnectionField field) => field switch
    {
        ConnectionField.Name => nameof(Name),
        ConnectionField.Url => nameof(Url),
        ConnectionField.Collection => nameof(Collection),
        ConnectionField.Token => nameof(Token),
    };
}
