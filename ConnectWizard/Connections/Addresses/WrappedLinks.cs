using System.Text;
using System.Text.RegularExpressions;

namespace ConnectWizard.Connections.Addresses;

/// <summary>Takes an address out of a link that carries it: of a mail gateway, a sign-in page, or an editor's clone button.</summary>
internal static class WrappedLinks
{
    private const int MaxDepth = 5;

    // Matching takes linear time: the text is anybody's.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Parameter = new("[?&;](?<name>[^=&?#]+)=(?<value>[^&#]+)", Linear);
    private static readonly Regex Address = new("^(?:https?|ssh)://|^[^/@]+@[^/:]+:", Linear);
    private static readonly Regex InPath = new("/_*(?<address>https?(?:://|%3A%2F%2F).+?)(?:___.*)?$", Linear);
    private static readonly Regex ProofpointV2 = new("/v2/url\\?(?:.*&)?u=(?<address>https?-3A__[^&#]+)", Linear);
    private static readonly Regex ProofpointV3 = new("/v3/__(?<address>https?:/.+?)__;", Linear);

    /// <summary>"http" in base64, with the prefix that Bing writes.</summary>
    private static readonly Regex Base64 = new("^(?:a1)?(?<text>aHR0c[A-Za-z0-9+/_-]+)=*$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex LinkName =
        new("^(?:u|q|a|r|to|url|uri|link|href|goto|target|dest|destination|redirect|redirect_?ur[il]|wreply|reply_?to)$", Linear);

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
        if (parts.Scheme is null or "ssh")
            return null;
        var isKnown = parts.Scheme is not ("http" or "https") || ForeignHosts.IsForwarder(parts.Host);
        var isSignIn = parts.Segments.Any(part => UrlFamilies.Same(part, "_signin"));
        if (!isKnown && !isSignIn && (ServicesHosts.Contains(parts.Host) || parts.Segments.Any(UrlFamilies.IsTelling)))
            return null;
        var inner = FromProofpoint(text) ?? FromQuery(text, parts, isKnown) ?? (isKnown ? FromPath(text) : null);
        return inner is not null && (!isSignIn || IsOfSameOwner(parts, inner)) ? inner : null;
    }

    private static string? FromQuery(string text, UrlParts outer, bool isKnown)
    {
        foreach (Match parameter in Parameter.Matches(text))
        {
            var value = Decode(parameter.Groups["value"].Value);
            if (!Address.IsMatch(value))
                continue;
            var inner = UrlParts.Split(value);
            var isLink = isKnown || LinkName.IsMatch(parameter.Groups["name"].Value) || ServicesHosts.Contains(inner.Host) || inner.Segments.Any(UrlFamilies.IsTelling);
            if (isLink && (isKnown || outer.Host != inner.Host || outer.Segments.Any(part => UrlFamilies.Same(part, "_signin"))))
                return value;
        }

        return null;
    }

    /// <summary><c>https://gateway.example/1x/https%3A%2F%2Fdev.azure.com%2F…</c>.</summary>
    private static string? FromPath(string text)
    {
        var match = InPath.Match(text);
        return match.Success ? Uri.UnescapeDataString(match.Groups["address"].Value) : null;
    }

    /// <summary>Proofpoint writes <c>https-3A__host_path</c> (version 2) and <c>/v3/__https://host/path__;</c>.</summary>
    private static string? FromProofpoint(string text)
    {
        if (ProofpointV3.Match(text) is { Success: true } third)
            return third.Groups["address"].Value;
        return ProofpointV2.Match(text) is { Success: true } second
            ? Uri.UnescapeDataString(second.Groups["address"].Value.Replace('_', '/').Replace('-', '%'))
            : null;
    }

    /// <summary>A sign-in page may return to where it belongs only; anything else is somebody's trick.</summary>
    private static bool IsOfSameOwner(UrlParts outer, string inner)
    {
        var host = UrlParts.Split(inner).Host;
        return UrlFamilies.Same(outer.Host, host) || (ServicesHosts.Contains(outer.Host) && ServicesHosts.Contains(host));
    }

    private static string Decode(string value)
    {
        var encoded = Base64.Match(value);
        if (!encoded.Success)
            return Uri.UnescapeDataString(value);
        var text = encoded.Groups["text"].Value.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : value;
    }
}
