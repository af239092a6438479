using System.Text;
using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>Takes an address out of a link that carries it: of a mail gateway, a sign-in page, or an editor's clone button.</summary>
/// <remarks>An address that embeds another is never the server itself, unless it is an address of Azure DevOps.</remarks>
internal static class WrappedLinks
{
    private const int MaxDepth = 5;

    // Matching takes linear time: the text is anybody's.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Authority = new(@"^(?:[^/\\?#]*:[/\\]+)?[^/\\?#]*", Linear);
    private static readonly Regex Absolute = new(@"(?:https?:[/\\]|ssh://)", Linear);
    private static readonly Regex Ssh = new("^[^/@]+@[^/:]+:", Linear);
    private static readonly Regex ProofpointV2 = new("/v2/url\\?(?:.*&)?u=(?<address>https?-3A__[^&#]+)", Linear);
    private static readonly Regex ProofpointV3 = new("/v3/__(?<address>https?:/.+?)__;(?<replaced>[A-Za-z0-9_-]*)", Linear);

    /// <summary>"http" in base64, with the prefix that Bing writes.</summary>
    private static readonly Regex Base64 = new("^(?:a1)?(?<text>aHR0c[A-Za-z0-9+/_-]+)=*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <returns>The innermost address, and the host of the link around it; null when the text wraps nothing.</returns>
    public static (string Address, string? Wrapper) Unwrap(string text)
    {
        string? wrapper = null;
        for (var depth = 0; depth < MaxDepth && FindInner(text) is { } inner; depth++)
        {
            wrapper ??= UrlParts.Split(text).Host;
            text = inner;
        }

        return (text, wrapper);
    }

    private static string? FindInner(string text)
    {
        var parts = UrlParts.Split(text);
        if (FromEditor(parts) is { } edited)
            return edited;
        if (parts.Scheme == "ssh")
            return null;
        var isKnown = parts.Scheme is not (null or "http" or "https") || ForeignHosts.IsForwarder(parts.Host);
        var isSignIn = parts.Segments.Any(part => part.StartsWith("_sign", StringComparison.OrdinalIgnoreCase));
        var rest = text[Authority.Match(text).Length..];
        if (!isKnown && !isSignIn && (ServicesHosts.Contains(parts.Host) || IsTelling(rest)))
            return null;
        var inner = FromProofpoint(text) ?? Embedded(rest).Where(one => Rank(one, isKnown) > 0).MaxBy(one => Rank(one, isKnown)) ?? FromProxy(text, parts.Host);
        return inner is null || (isSignIn && !IsOfSameOwner(parts, inner)) || (!isKnown && !isSignIn && UrlFamilies.Same(parts.Host, UrlParts.Split(inner).Host)) ? null : inner;
    }

    /// <summary>A path of Azure DevOps up to where another address begins in it.</summary>
    private static bool IsTelling(string rest) =>
        rest.Split('?', '#')[0].Split('/').TakeWhile(part => part is not ("http" or "https") && !Absolute.IsMatch(part + "/") && !ServicesHosts.Contains(part)).Any(UrlFamilies.IsTelling);

    /// <summary>The address behind <c>https://</c> as it is written, then what each part of path and query is decoded.</summary>
    private static IEnumerable<string> Embedded(string rest)
    {
        if (Absolute.Match(rest) is { Success: true, Index: var at })
        {
            var end = rest.AsSpan(0, at).ContainsAny('?', '#') ? rest.IndexOf('&', at) : rest.IndexOf("___", at, StringComparison.Ordinal);
            yield return end < 0 ? rest[at..] : rest[at..end];
        }

        foreach (var piece in rest.Split('?', '&', '#', ';'))
        {
            var parts = piece.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (Array.FindIndex(parts, ServicesHosts.Contains) is >= 0 and var host)
                yield return string.Join('/', parts[host..]);
            if (Array.FindIndex(parts, part => part is "http" or "https") is >= 0 and var scheme && parts.Length > scheme + 1 && parts[scheme + 1].Contains('.', StringComparison.Ordinal))
                yield return $"{parts[scheme]}://{string.Join('/', parts[(scheme + 1)..])}";
            foreach (var value in parts.Append(piece[(piece.IndexOf('=', StringComparison.Ordinal) + 1)..]).Where(value => value.Length > 8))
                yield return Decode(value);
        }
    }

    /// <summary>Zero for what is no address, more for one of Azure DevOps.</summary>
    private static int Rank(string text, bool isKnown)
    {
        var parts = UrlParts.Split(text);
        var isPath = parts.Segments.Count > 0 && parts.Host.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(parts.Host) == UriHostNameType.Dns;
        if (isPath && ServicesHosts.Contains(parts.Host))
            return ServicesHosts.Read(parts).Organization is null ? 1 : 3;
        if (isPath && parts.Segments.Any(UrlFamilies.IsTelling))
            return parts.Segments.Any(UrlFamilies.IsMarker) ? 3 : 2;
        return (parts.Host.Length > 0 && Absolute.Match(text) is { Success: true, Index: 0 }) || Ssh.IsMatch(text) || (isKnown && isPath) ? 1 : 0;
    }

    /// <summary>Proofpoint writes <c>https-3A__host_path</c> (version 2) and <c>/v3/__https://host/path__;</c>, with stars for the bytes behind it.</summary>
    private static string? FromProofpoint(string text)
    {
        if (ProofpointV3.Match(text) is { Success: true } third)
        {
            var replaced = new Queue<char>(FromBase64(third.Groups["replaced"].Value) ?? "");
            return string.Concat(third.Groups["address"].Value.Select(letter => letter != '*' ? letter : replaced.TryDequeue(out var original) ? original : '%'));
        }

        return ProofpointV2.Match(text) is { Success: true } second
            ? Uri.UnescapeDataString(second.Groups["address"].Value.Replace('_', '/').Replace('-', '%'))
            : null;
    }

    /// <summary>Proxies that write the host into their own: <c>dev.azure.com.mcas.ms</c>, <c>dev-azure-com.translate.goog</c>.</summary>
    private static string? FromProxy(string text, string host)
    {
        var inner = host.EndsWith(".mcas.ms", StringComparison.OrdinalIgnoreCase) ? host[..^".mcas.ms".Length]
            : host.EndsWith(".translate.goog", StringComparison.OrdinalIgnoreCase) ? host[..^".translate.goog".Length].Replace("--", "\0", StringComparison.Ordinal).Replace('-', '.').Replace('\0', '-')
            : null;
        var at = text.IndexOf(host, StringComparison.OrdinalIgnoreCase);
        return inner is null || at < 0 || !inner.Contains('.', StringComparison.Ordinal) || inner.EndsWith(".access", StringComparison.OrdinalIgnoreCase) ? null : string.Concat(text.AsSpan(0, at), inner, text.AsSpan(at + host.Length));
    }

    /// <summary><c>https://vscode.dev/azurerepos/contoso/App/Site</c>.</summary>
    private static string? FromEditor(UrlParts parts) =>
        (UrlFamilies.Same(parts.Host, "vscode.dev") || UrlFamilies.Same(parts.Host, "insiders.vscode.dev"))
        && parts.Segments is ["azurerepos", var organization, var project, var repository, ..]
            ? $"https://dev.azure.com/{organization}/{Uri.EscapeDataString(project)}/_git/{Uri.EscapeDataString(repository)}"
            : null;

    /// <summary>A sign-in page may return to where it belongs only; anything else is somebody's trick.</summary>
    private static bool IsOfSameOwner(UrlParts outer, string inner)
    {
        var host = UrlParts.Split(inner).Host;
        return UrlFamilies.Same(outer.Host, host) || (ServicesHosts.Contains(outer.Host) && ServicesHosts.Contains(host));
    }

    /// <summary>Until an address shows, which may itself hold encoded parts.</summary>
    private static string Decode(string value)
    {
        if (Base64.Match(value) is { Success: true } encoded && FromBase64(encoded.Groups["text"].Value) is { } decoded)
            return decoded;
        for (var level = 0; level < 3 && !Absolute.IsMatch(value) && value.Contains('%', StringComparison.Ordinal); level++)
            value = Uri.UnescapeDataString(value);
        return Absolute.Match(value) is { Success: true, Index: var at } ? value[at..] : value;
    }

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : null;
    }
}
