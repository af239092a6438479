using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace AzureDevOpsEmulator.Versions;

/// <summary>A requested version: <c>7.1</c>, <c>7.1-preview</c> or <c>7.1-preview.2</c>.</summary>
internal sealed partial record ApiVersion(Version Number, bool IsPreview, int? ResourceVersion)
{
    public static ApiVersion? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var minor = match.Groups["minor"] is { Success: true } group ? Number32(group) : 0;
        return new ApiVersion(
            new Version(Number32(match.Groups["major"]), minor),
            match.Groups["preview"].Success,
            match.Groups["resource"] is { Success: true } resource ? Number32(resource) : null);
    }

    public override string ToString() =>
        Number + (IsPreview ? "-preview" : "") + (ResourceVersion is { } version ? FormattableString.Invariant($".{version}") : "");

    private static int Number32(Capture digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<major>[0-9]{1,4})(\.(?<minor>[0-9]{1,4}))?(?<preview>-preview(\.(?<resource>[0-9]{1,4}))?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Pattern();
}

internal static class VersionNegotiation
{
    /// <summary>The version in the query, or in the media type of <c>Accept</c> or <c>Content-Type</c>.</summary>
    public static string? RequestedBy(HttpRequest request)
    {
        var query = request.Query["api-version"].ToString();
        if (query.Length > 0)
            return query;

        var mediaTypes = request.Headers.Accept.Concat(request.Headers.ContentType).OfType<string>().ToList();
        return MediaTypeHeaderValue.TryParseList(mediaTypes, out var parsed)
            ? parsed.SelectMany(type => type.Parameters)
                .FirstOrDefault(parameter => parameter.Name.Equals("api-version", StringComparison.OrdinalIgnoreCase))?
                .GetUnescapedValue().ToString()
            : null;
    }

    /// <returns>The version for the content type of the response.</returns>
    public static string Resolve(HttpRequest request, ApiResource resource, ServerProduct product)
    {
        var text = RequestedBy(request);
        if (text is null)
        {
            return request.Method is "GET" or "HEAD" or "DELETE"
                ? Newest(resource, product)
                : throw new ApiException(ApiErrors.MissingVersion(request.Method));
        }

        var version = ApiVersion.Parse(text) ?? throw new ApiException(ApiErrors.InvalidVersion(text));
        if (version.Number > product.Highest)
            throw new ApiException(ApiErrors.VersionOutOfRange(version, product));
        if (version.Number > resource.ReleasedIn(product))
            CheckPreview(version, resource, product);

        return version.ToString();
    }

    private static void CheckPreview(ApiVersion version, ApiResource resource, ServerProduct product)
    {
        if (!version.IsPreview)
            throw new ApiException(ApiErrors.MissingPreviewFlag(version));
        if (version.ResourceVersion > resource.ResourceVersion)
            throw new ApiException(ApiErrors.VersionOutOfRange(version, product));
    }

    private static string Newest(ApiResource resource, ServerProduct product) =>
        resource.PreviewOnly
            ? new ApiVersion(product.Highest, IsPreview: true, resource.ResourceVersion).ToString()
            : product.Released.ToString();
}
