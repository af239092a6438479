using System.Globalization;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Connections;

/// <summary>
/// Where an Azure DevOps Server is, always valid: made by <c>AddressParser</c>. Every address that we call is built from it, never from what a
/// server sent.
/// </summary>
/// <param name="Host">A DNS name in lower-case ASCII (punycode), or an IP address (IPv6 in brackets).</param>
/// <param name="VirtualDirectory">Empty, or decoded segments with a leading slash, such as <c>/tfs</c>.</param>
public sealed record ServerAddress(string Scheme, string Host, int Port, string VirtualDirectory)
{
    public bool IsEncrypted => Scheme == Uri.UriSchemeHttps;

    /// <summary>The port only where it is not the scheme's own.</summary>
    public string Origin => Port == (IsEncrypted ? 443 : 80)
        ? $"{Scheme}://{Host}"
        : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    /// <summary>Encoded, without a slash at the end.</summary>
    public string BaseUrl => Origin + Path;

    /// <summary>The virtual directory, encoded.</summary>
    public string Path => string.Join('/', VirtualDirectory.Split('/').Select(Uri.EscapeDataString));

    /// <summary>With the letters beyond ASCII that the name has.</summary>
    public string DisplayHost => ParsedHost.Display(Host);

    public string DisplayOrigin => (this with { Host = DisplayHost }).Origin;

    public string DisplayUrl => DisplayOrigin + Path;

    /// <summary>The address of a path below the virtual directory; <paramref name="segments"/> are encoded one by one (a space becomes %20).</summary>
    public Uri At(params IEnumerable<string> segments) => new($"{BaseUrl}/{string.Join('/', segments.Select(Uri.EscapeDataString))}");

    public override string ToString() => BaseUrl;
}

public sealed record ServerTarget(ServerAddress Address, string Collection)
{
    /// <summary>Azure DevOps Services when the collection is an organization of it: some rules and words are the cloud's then.</summary>
    public ProviderKind Provider { get; init; }

    public Uri Url => Address.At(Collection);

    /// <summary>What a credential is bound to: origin, virtual directory and collection in one case, which Azure DevOps doesn't tell apart.</summary>
    /// <remarks>Lower case before it is encoded, or "Ö" and "ö" would stay two; and after it, for the escapes.</remarks>
    public string Binding =>
        (Address with { VirtualDirectory = Address.VirtualDirectory.ToLowerInvariant() }).At(Collection.ToLowerInvariant()).AbsoluteUri.ToLowerInvariant();
}
