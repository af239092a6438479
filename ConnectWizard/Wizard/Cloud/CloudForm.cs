using ConnectWizard.Connections;
using ConnectWizard.Connections.Addresses;
using ConnectWizard.Connections.Forms;

namespace ConnectWizard.Wizard.Cloud;

/// <summary>
/// What may be typed on the way to an organization. The token is bound to its input as text; the page clears it once the form is submitted.
/// </summary>
public sealed class CloudForm
{
    private ParsedAddress? _parsed;

    /// <summary>The connection's name; empty for the organization's.</summary>
    public string Name { get; set; } = "";

    /// <summary>An organization's name, or an address in it.</summary>
    public string Organization
    {
        get;
        set
        {
            if (field == value)
                return;

            field = value;
            _parsed = null;
        }
    } = "";

    /// <summary>What the organization's text was parsed as: once, until it changes.</summary>
    public ParsedAddress Parsed => _parsed ??= AddressParser.ParsePasted(Organization.Trim());

    /// <summary>The organization named; null when the text is neither a name nor an address in one.</summary>
    public OrganizationByName? ByName => OrganizationByName.Of(Parsed, Organization);

    public string Token { get; set; } = "";

    /// <summary>When the token ends.</summary>
    public ExpiryForm Expiry { get; } = new();

    /// <summary>A token entered before is still there for this organization, so the field may stay empty.</summary>
    public bool HasKeptToken { get; set; }

    public Result<TokenText> ToToken() => TokenText.Clean(Token);

    /// <summary>The name as it may be stored: without what may be a token in the wrong place.</summary>
    public string ToName() => TokenText.LooksLikeToken(Name) ? "" : Name.Trim();
}
