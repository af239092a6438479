namespace AzureDevOpsEmulator.Routes;

/// <summary>
/// A path within a server, taken apart: <c>/{collection}/{project}/{team}/{marker}/…</c>, where the marker is the first segment that
/// begins with an underscore (<c>_apis</c>, <c>_git</c>, <c>_home</c>; names cannot begin so).
/// </summary>
/// <param name="Names">Collection and project, as far as they are there.</param>
/// <param name="Marker">Empty when the path has names only.</param>
/// <param name="Rest">What follows the marker.</param>
internal sealed record Address(IReadOnlyList<string> Names, string Marker, IReadOnlyList<string> Rest)
{
    public string? Collection => Names.Count > 0 ? Names[0] : null;

    public string? Project => Names.Count > 1 ? Names[1] : null;

    public static Address Parse(PathString path)
    {
        var segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var marker = Array.FindIndex(segments, segment => segment.StartsWith('_'));
        return marker < 0
            ? new Address(segments, "", [])
            : new Address(segments[..marker], segments[marker].ToLowerInvariant(), segments[(marker + 1)..]);
    }
}
