using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>Reads addresses of Azure DevOps as people type and paste them; never throws. Secrets are dropped, and no problem or note repeats one.</summary>
public static class AddressParser
{
    public const int MaxLength = 2048;
    public const int MaxTextLength = 20_000;
    private const int MaxReadings = 4;

    // Azure DevOps allows none of them in a name.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("*{}[],;:=|");
    private static readonly Regex Authority = new(@"^(?:[^/\\]*:[/\\]+)?[^/\\]*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Finds the address in a pasted text: from a browser, a clone or SSH address, a <c>git clone</c> line, in quotes or with lines around it.</summary>
    public static ParsedAddress ParsePasted(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxTextLength)
            return new ParsedNothing();
        ParsedAddress[] found = [.. AddressCandidates.In(text).Select(ParseCandidate).OfType<ParsedAddress>()];
        ParsedAddress[] meant = [.. found.Where(parsed => parsed is not ParsedForeign)];
        // What each text most likely says comes before what else it could.
        ParsedAddress[] readings =
        [
            .. meant.Select(parsed => parsed with { Others = [] }).Concat(meant.SelectMany(parsed => parsed.Others))
                .DistinctBy(parsed => parsed with { Notes = [] }).Take(MaxReadings),
        ];
        return readings is [var first, .. var others] ? first with { Others = others } : found.FirstOrDefault() ?? new ParsedNothing();
    }

    /// <summary>Reads the URL field. A path is no mistake: it is the virtual directory, and the collection where it ends in it.</summary>
    /// <returns><see cref="ProblemCode.AddressMissing"/>, <see cref="ProblemCode.AddressIsServices"/>, or <see cref="ProblemCode.AddressUnusable"/>
    /// with the variants <c>long</c>, <c>scheme</c>, <c>ssh</c>, <c>port</c>, <c>host</c>, <c>token</c>, <c>password</c>, <c>provider</c> and <c>forwarder</c>.</returns>
    public static Result<ParsedServer> ParseServerUrl(string? text, string? collection = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Problem(ProblemCode.AddressMissing);
        if (text.Length > MaxLength)
            return Unusable("long");
        var parts = UrlParts.Split(text);
        if (ServicesHosts.Contains(parts.Host))
            return IsServices(ServicesHosts.Read(parts).Organization);
        if (parts.Scheme is null or "http" or "https" && WrappedLinks.Unwrap(text).Wrapper is { } wrapper)
            return Unusable("forwarder", "host", wrapper, parts.User is not null);
        if (ForeignHosts.Find(parts.Host) is { } foreign)
            return foreign.IsForwarder ? Unusable("forwarder", "host", foreign.Name) : Unusable("provider", "provider", foreign.Name);
        return parts.Scheme switch
        {
            null or "https" or "http" => Validate(parts, UrlPath.Read(parts.Segments, collection, isPasted: false), collection),
            "ssh" => Unusable("ssh"),
            _ => Unusable("scheme", "scheme", parts.Scheme),
        };
    }

    /// <summary>What may be stored and shown of a text that was typed as an address: without user part, query and fragment, and nothing of a token.</summary>
    /// <remarks>
    /// An @ behind a host belongs to the path or query, as it does for a browser, however much <c>https://azure.example.com/me@evil.example</c>
    /// looks like a user part. Only where no host can stand before the slash is it a password's.
    /// </remarks>
    public static string Redact(string text)
    {
        var kept = UrlParts.RemoveInvisible(text.Length <= MaxLength ? text : text[..MaxLength]);
        var scheme = kept.IndexOf("://", StringComparison.Ordinal);
        var (front, rest) = scheme < 0 ? ("", kept) : (kept[..(scheme + 3)], kept[(scheme + 3)..]);
        var authority = rest[..EndOfAuthority(rest)];
        if (UrlParts.IsMisleading(authority))
            return $@"{front}\@{authority[(authority.LastIndexOf('@') + 1)..]}";
        if (!MayBeHost(authority))
            rest = rest[(rest.IndexOf('@', StringComparison.Ordinal) + 1)..];

        rest = rest[(rest.AsSpan(0, EndOfAuthority(rest)).LastIndexOf('@') + 1)..];
        var query = rest.IndexOfAny(['?', '#']);
        rest = query < 0 ? rest : rest[..query];
        var at = rest.IndexOfAny(['@', '=', ':'], EndOfAuthority(rest));
        kept = front + (at < 0 ? rest : rest[..Math.Max(rest.LastIndexOf('/', at), 0)]);
        return ParsedHost.LooksLikeToken(UrlParts.Split(kept).Host) ? "" : kept;
    }

    private static ParsedAddress? ParseCandidate(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var (address, wrapper) = WrappedLinks.Unwrap(text);
        var parts = UrlParts.Split(EndAtNames(address));
        var parsed = LooksLikeAddress(parts) ? Parse(parts) : null;
        if (wrapper is null)
            return parsed;
        return parsed is null
            ? UrlParts.Split(text).Scheme is "http" or "https" ? new ParsedForeign(wrapper, IsForwarder: true) : null
            : parsed with { Notes = [InputNote.Of(InputNoteCode.Unwrapped, ("host", wrapper)), .. parsed.Notes] };
    }

    private static ParsedAddress? Parse(UrlParts parts)
    {
        // As DNS would ask for it: ｄｅｖ.azure.com is dev.azure.com.
        var host = Ascii.IsValid(parts.Host) ? parts.Host : ParsedHost.Parse(parts.Host).Host ?? parts.Host;
        return ServicesHosts.Contains(host) ? ServicesHosts.Read(parts with { Host = host }) : ForeignHosts.Find(host) ?? (ParsedAddress?)ParseServer(parts);
    }

    /// <summary>Ends a path at a character that no name holds, and a repository at the version behind <c>.git</c>; what is behind may be markup or the next word.</summary>
    private static string EndAtNames(string address)
    {
        var start = Authority.Match(address).Length;
        var query = address.IndexOfAny(['?', '#'], start);
        var path = address[start..(query < 0 ? address.Length : query)];
        var end = path.AsSpan().IndexOfAny(NotInNames);
        end = end < 0 || path.IndexOf('@', end) >= 0 ? path.IndexOf("&&", StringComparison.Ordinal) : end;
        end = end < 0 && path.IndexOf(".git@", StringComparison.OrdinalIgnoreCase) is >= 0 and var version ? version + 4 : end;
        return end < 0 ? address : address[..(start + end)];
    }

    private static ParsedServer? ParseServer(UrlParts parts)
    {
        if (parts.Scheme != "ssh")
        {
            var read = UrlPath.Read(parts.Segments, null, isPasted: true);
            var parsed = Validate(parts, read, null).Value;
            return parsed is null ? null : parsed with { Others = [.. read.Others.Select(other => Validate(parts, other, null).Value).OfType<ParsedServer>()] };
        }

        // user@host:word may be anything, a password included; a clone address names its repository.
        var path = UrlPath.ReadSsh(parts.Segments);
        return path.Repository is null ? null : Validate(parts with { Port = "" }, path, null).Value;
    }

    /// <summary>Without a scheme, a word, <c>and/or</c>, <c>1.5</c> and a mail address are not addresses.</summary>
    private static bool LooksLikeAddress(UrlParts parts) => parts.Scheme switch
    {
        "https" or "http" or "ssh" => true,
        null when parts.User is not null && parts.Segments.Count == 0 => false,
        null => parts.Host.Trim('.').Contains('.', StringComparison.Ordinal)
            ? ParsedHost.Parse(parts.Host).Note?.Code != InputNoteCode.NumericAddress
            : parts.Port.Length > 0 || parts.Host is ['[', ..] || parts.Segments.Any(UrlFamilies.IsTelling),
        _ => false,
    };

    private static Result<ParsedServer> Validate(UrlParts parts, UrlPath path, string? collection)
    {
        if (ParsedHost.LooksLikeToken(parts.Host))
            return Unusable("token");
        if (path.Collection is "." or "..")
            return Unusable("host");
        if (path.VirtualDirectory.Any(part => part.AsSpan().ContainsAny('@', '=', ':')))
            return Unusable("password");
        var host = ParsedHost.Parse(parts.Host);
        if (host.Host is null)
            return Unusable("host", "address", parts.Host, parts.User is not null);
        if (ServicesHosts.Contains(host.Host))
            return IsServices(null);
        var scheme = parts.Scheme == Uri.UriSchemeHttp ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        if (ParsePort(parts.Port, scheme) is not { } port)
            return Unusable("port", "address", parts.Host, parts.User is not null);
        var address = new ServerAddress(scheme, host.Host, port, string.Concat(path.VirtualDirectory.Select(part => "/" + part)));
        if (WrappedLinks.Unwrap(address.BaseUrl).Wrapper is not null)
            return Unusable("forwarder", "host", parts.Host);
        return new ParsedServer(address, path.Collection, path.Project, path.Repository, [.. InputNote.For(parts, host, path, address, collection)]);
    }

    private static int EndOfAuthority(string text) => text.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? end : text.Length;

    /// <summary>False for <c>me:hun</c>: not host and port, but the beginning of a user part whose password holds a slash.</summary>
    private static bool MayBeHost(string authority)
    {
        var colon = authority.IndexOf(':', Math.Max(authority.LastIndexOf(']'), 0));
        return colon < 0 || authority.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static Problem Unusable(string variant) => new Problem(ProblemCode.AddressUnusable).With(ProblemText.Variant, variant);

    /// <summary>Names the value, unless that is too long to be read or a password may be part of it.</summary>
    private static Problem Unusable(string variant, string name, string value, bool mayBeSecret = false) =>
        mayBeSecret || value.Length is 0 or > 80 ? Unusable(variant) : Unusable(variant).With(name, value);

    private static Problem IsServices(string? organization)
    {
        var problem = new Problem(ProblemCode.AddressIsServices);
        return organization is null ? problem : problem.With("organization", organization);
    }

    private static int? ParsePort(string port, string scheme) => port switch
    {
        "" => scheme == Uri.UriSchemeHttps ? 443 : 80,
        _ when int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65535 => number,
        _ => null,
    };
}
