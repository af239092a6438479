using System.Globalization;
using System.Text.RegularExpressions;

namespace AzureDevOpsEmulator.Versions;

/// <summary>A version as clients ask for it: <c>7.1</c>, <c>7.1-preview</c> or <c>7.1-preview.2</c>.</summary>
/// <param name="Number">Major and minor, which is the version of the whole API.</param>
/// <param name="IsPreview">Whether the flag for previews is there.</param>
/// <param name="ResourceVersion">The number after the flag: the version of one resource.</param>
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
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
