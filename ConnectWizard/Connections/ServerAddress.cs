using System.Globalization;
using ConnectWizard.Connections.Addresses;

namespace ConnectWizard.Connections;

/// <summary>
/// Where an Azure DevOps Server is: scheme, host, port and virtual directory, and nothing else. There is no invalid one: it is made by
/// <c>AddressParser</c>. Every address that we call is built from it, never from what a server sent.
/// </summary>
/// <param name="Scheme"><c>https</c> or <c>http</c>.</param>
/// <param name="Host">A DNS name in lower-case ASCII (punycode), or an IP address (an IPv6 one in brackets), as <see cref="Uri.IdnHost"/> would have it with its brackets.</param>
/// <param name="Port">1 to 65,535.</param>
/// <param name="VirtualDirectory">Empty, or decoded segments such as <c>/tfs</c>: a leading slash and none at the end.</param>
public sealed record ServerAddress(string Scheme, string Host, int Port, string VirtualDirectory)
{
    /// <summary>True for <c>https</c>.</summary>
    public bool IsEncrypted => Scheme == Uri.UriSchemeHttps;

    /// <summary>Scheme, host and port; the port only where it is not the scheme's own.</summary>
    public string Origin => Port == (IsEncrypted ? 443 : 80)
        ? $"{Scheme}://{Host}"
        : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    /// <summary>The origin with its virtual directory, encoded, without a slash at the end: what people see and what addresses are built on.</summary>
    public string BaseUrl => Origin + EncodePath(VirtualDirectory);

    /// <summary>The host with the letters beyond ASCII that its name has.</summary>
    public string DisplayHost => ParsedHost.Display(Host);

    /// <summary>The base URL with the host as people write it.</summary>
    public string DisplayUrl => (this with { Host = DisplayHost }).BaseUrl;

    /// <summary>The address of a path below the virtual directory; <paramref name="segments"/> are encoded one by one (a space becomes %20).</summary>
    public Uri At(params IEnumerable<string> segments) => new($"{BaseUrl}/{string.Join('/', segments.Select(Uri.EscapeDataString))}");

    /// <inheritdoc />
    public override string ToString() => BaseUrl;

    private static string EncodePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}

/// <summary>A collection of a server: what a check, a credential and a connection are about.</summary>
/// <param name="Address">The server.</param>
/// <param name="Collection">The collection's name, decoded; the owner name of the form.</param>
public sealed record ServerTarget(ServerAddress Address, string Collection)
{
    /// <summary>Azure DevOps Services when the collection is an organization of it: some rules and words are the cloud's then.</summary>
    public ProviderKind Provider { get; init; }

    /// <summary>The collection's address, encoded, without a slash at the end.</summary>
    public Uri Url => Address.At(Collection);

    /// <summary>
    /// What a credential is bound to: origin, virtual directory and collection, upper and lower case made one, for Azure DevOps takes them as the same.
    /// </summary>
    /// <remarks>Lower case before it is encoded, or "Ö" and "ö" would stay two; and after it, for the escapes.</remarks>
    public string Binding =>
        (Address with { VirtualDirectory = Address.VirtualDirectory.ToLowerInvariant() }).At(Collection.ToLowerInvariant()).AbsoluteUri.ToLowerInvariant();
}
