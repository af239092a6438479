using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ConnectWizard.Connections;

namespace ConnectWizard.Accounts;

/// <summary>
/// The cookie that drafts belong to: 256 random bits as base64url. It says which browser it is, not who sits before it. The store knows its
/// hash alone, so the database lets nobody be that browser.
/// </summary>
internal sealed class BrowserCookie
{
    /// <summary>Its name over plain HTTP, which browsers let any site of the host set.</summary>
    public const string Name = "cw-browser";

    /// <summary>
    /// Its name over TLS. With this prefix browsers take it from this very host alone, over TLS (RFC 6265bis, section 4.1.3.2): a neighbour's page
    /// or an unencrypted one cannot make somebody work as the browser that it chose. The other name is not looked at there.
    /// </summary>
    public const string SecureName = "__Host-" + Name;

    /// <summary>From the last page on.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private const int Size = 32;

    private BrowserCookie(string value) => Value = value;

    /// <summary>What the browser keeps.</summary>
    public string Value { get; }

    /// <summary>What we keep: the SHA-256 of the value, in hexadecimal.</summary>
    public OwnerId Owner => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Value))));

    public static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : Name;

    public static BrowserCookie New() => new(OpaqueToken.Create(Size));

    /// <summary>Accepts exactly what <see cref="New"/> makes; anything else is replaced as if it were not there.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BrowserCookie? cookie)
    {
        cookie = OpaqueToken.IsValid(text, Size) ? new BrowserCookie(text) : null;
        return cookie is not null;
    }
}
