using System.Globalization;

namespace ConnectWizard.Connections.Addresses;

/// <summary>
/// Reads what a person typed as the server's URL. Lenient where the meaning is plain, and then a note says how it was read; never throws.
/// A path is never a
/// fault: it is the virtual directory, and the collection where it ends in it (<see cref="PathReading"/> has the rules).
/// </summary>
public static class AddressParser
{
    /// <summary>No address is longer, in characters.</summary>
    public const int MaximumLength = 2048;

    /// <summary>Reads the URL field.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="collection">The collection's name where it is known: the path is cut where it ends in it.</param>
    /// <returns>
    /// <see cref="ProblemCode.AddressMissing"/>, <see cref="ProblemCode.AddressIsServices"/>, or <see cref="ProblemCode.AddressUnusable"/>
    /// with the variants
    /// <c>long</c>, <c>scheme</c>, <c>ssh</c>, <c>port</c>, <c>host</c>, <c>token</c> and <c>password</c>. Nothing that may be a secret is
    /// repeated in it.
    /// </returns>
    public static Result<UnderstoodAddress> Parse(string? text, string? collection = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Problem(ProblemCode.AddressMissing);

        if (text.Length > MaximumLength)
            return Unusable("long");

        var tokens = AddressTokens.Read(text);
        if (ServicesAddress.Read(tokens) is { } services)
            return IsServices(services.Organization);

        return tokens.Scheme switch
        {
            null or "https" or "http" => Understand(tokens, PathReading.Read(tokens.Segments, collection, isPasted: false), collection),
            "ssh" => Unusable("ssh"),
            _ => Unusable("scheme", "scheme", tokens.Scheme),
        };
    }

    /// <summary>Reads URL and collection together; <c>tfs/DefaultCollection</c> in the collection field is virtual directory and
    /// collection.</summary>
    /// <returns>The problems of <see cref="Parse"/>, <see cref="ProblemCode.CollectionMissing"/> or
    /// <see cref="ProblemCode.CollectionUnusable"/>.</returns>
    public static Result<UnderstoodTarget> ParseTarget(string? url, string? collection)
    {
        var field = CollectionField.Read(collection);
        var understood = Parse(url, field.Name);
        return understood.Succeeded ? field.Combine(understood.Value) : understood.Problem;
    }

    /// <summary>The address as people write it, with the letters beyond ASCII that its name has.</summary>
    public static string Show(ServerAddress address) => (address with { Host = HostText.Show(address.Host) }).BaseUrl;

    /// <summary>
    /// What may be stored and shown of a text that was typed as an address, understood or not: without user part, query and fragment, and
    /// nothing at all of what looks like a token.
    /// </summary>
    /// <remarks>
    /// The server that is left is the one that was named: an @ behind a host belongs to path or query, as it does for a browser, however much
    /// <c>https://azure.example.com/me@evil.example</c> looks like a user part. Only where no host can stand before the slash is it a password's.
    /// </remarks>
    public static string Redact(string text)
    {
        var kept = text.Length <= MaximumLength ? text : text[..MaximumLength];
        var scheme = kept.IndexOf("://", StringComparison.Ordinal);
        var (front, rest) = scheme < 0 ? ("", kept) : (kept[..(scheme + 3)], kept[(scheme + 3)..]);
        if (!MayBeHost(rest[..EndOfAuthority(rest)]))
            rest = rest[(rest.IndexOf('@', StringComparison.Ordinal) + 1)..];

        rest = rest[(rest.AsSpan(0, EndOfAuthority(rest)).LastIndexOf('@') + 1)..];
        var query = rest.IndexOfAny(['?', '#']);
        rest = query < 0 ? rest : rest[..query];
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        kept = front + (at < 0 ? rest : rest[..rest.LastIndexOf('/', at)]);
        return HostText.LooksLikeToken(AddressTokens.Read(kept).Host) ? "" : kept;
    }

    /// <summary>Judges what was cut; used for pasted addresses too, whose path has been read already.</summary>
    internal static Result<UnderstoodAddress> Understand(AddressTokens tokens, PathReading path, string? collection)
    {
        if (HostText.LooksLikeToken(tokens.Host))
            return Unusable("token");

        if (path.VirtualDirectory.Any(part => part.Contains('@', StringComparison.Ordinal)))
            return Unusable("password");

        var host = HostText.Read(tokens.Host);
        if (host.Host is null)
            return Unusable("host", "address", tokens.Host, tokens.User is not null);

        if (ServicesAddress.IsHost(host.Host))
            return IsServices(null);

        var scheme = tokens.Scheme == Uri.UriSchemeHttp ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        if (ReadPort(tokens.Port, scheme) is not { } port)
            return Unusable("port", "address", tokens.Host, tokens.User is not null);

        var address = new ServerAddress(scheme, host.Host, port, string.Concat(path.VirtualDirectory.Select(part => "/" + part)));
        return new UnderstoodAddress(address, path.Collection, [.. AddressNotes.Of(tokens, host, path, address, collection)]);
    }

    private static int EndOfAuthority(string text) => text.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? end : text.Length;

    /// <summary>False for <c>me:hun</c>, which is no host and port, but the beginning of a user part whose password holds a slash.</summary>
    private static bool MayBeHost(string authority)
    {
        var colon = authority.IndexOf(':', Math.Max(authority.LastIndexOf(']'), 0));
        return colon < 0 || authority.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static Problem Unusable(string variant) => new Problem(ProblemCode.AddressUnusable).With(ProblemText.Variant, variant);

    /// <summary>Names the value it is about, unless that is too long to be read or a password may be part of it.</summary>
    private static Problem Unusable(string variant, string name, string value, bool mayBeSecret = false) =>
        mayBeSecret || value.Length is 0 or > 80 ? Unusable(variant) : Unusable(variant).With(name, value);

    private static Problem IsServices(string? organization)
    {
        var problem = new Problem(ProblemCode.AddressIsServices);
        return organization is null ? problem : problem.With("organization", organization);
    }

    private static int? ReadPort(string port, string scheme) => port switch
    {
        "" => scheme == Uri.UriSchemeHttps ? 443 : 80,
        _ when int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 => number,
        _ => null,
    };
}
